package io.matrixplatform.api.platform.http;

import io.matrixplatform.model.network.Cidr;
import java.util.Arrays;
import java.util.List;

/** @param trustedProxies ranges of addresses, separated by commas, whose forwarding headers are believed; empty for none */
public record HttpConfig(String trustedProxies) {
    /** @throws IllegalArgumentException naming the one that is no range */
    public List<Cidr> trustedRanges() {
        return Arrays.stream(trustedProxies.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Cidr::parse)
                .toList();
    }
}
