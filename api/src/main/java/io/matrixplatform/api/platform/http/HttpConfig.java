package io.matrixplatform.api.platform.http;

import io.matrixplatform.model.network.Cidr;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the HTTP surface is told.
 *
 * @param trustedProxies ranges of addresses, separated by commas, whose forwarding headers are believed; empty for none
 * @param corsOrigins origins such as {@code https://app.example.com}, separated by commas, whose pages may call the API with
 *     an API key; empty for none. Never with cookies: those are for pages of this origin
 */
public record HttpConfig(String trustedProxies, String corsOrigins) {
    private static final Pattern ORIGIN = Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

    public HttpConfig {
        for (String origin : texts(corsOrigins)) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("corsOrigins: '" + origin
                        + "' is no origin: write scheme, host and port such as https://app.example.com, never"
                        + " * or a path");
            }
        }
    }

    /** @throws IllegalArgumentException naming the one that is no range */
    public List<Cidr> trustedRanges() {
        return texts(trustedProxies).stream().map(Cidr::parse).toList();
    }

    public List<String> trustedOrigins() {
        return texts(corsOrigins);
    }

    private static List<String> texts(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
