package io.matrixplatform.api.platform.http;

import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.Origins;
import io.matrixplatform.model.network.TrustedProxies;
import java.util.List;

/**
 * What the HTTP surface is told.
 *
 * @param trustedProxies ranges of addresses, separated by commas, whose forwarding headers are believed; empty for none
 * @param corsOrigins origins such as {@code https://app.example.com}, separated by commas, whose pages may call the API with
 *     an API key; empty for none. Never with cookies: those are for pages of this origin
 */
public record HttpConfig(String trustedProxies, String corsOrigins) {
    public HttpConfig {
        Origins.parse(corsOrigins);
    }

    /** @throws IllegalArgumentException naming the one that is no range */
    public List<Cidr> trustedRanges() {
        return TrustedProxies.parse(trustedProxies).ranges();
    }

    public Origins trustedOrigins() {
        return Origins.parse(corsOrigins);
    }
}
