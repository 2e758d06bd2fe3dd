package io.matrixplatform.tracing;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Which traces are kept, and where they go.
 *
 * @param endpoint base address of a collector that takes OTLP over HTTP, such as {@code http://127.0.0.1:4318}; blank for no traces
 * @param ratio of the requests whose callers have not decided for themselves, from 0 to 1
 * @param perSecondMax traces that may begin in one second, also of those that callers ask for
 */
public record TracingConfig(String endpoint, double ratio, int perSecondMax) {
    public TracingConfig {
        requireNonNull(endpoint, "endpoint");
        if (!endpoint.isBlank()) {
            requireAddress(endpoint);
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("tracing.ratio must be from 0 to 1, not " + ratio);
        }
        if (perSecondMax < 1) {
            throw new IllegalArgumentException("tracing.perSecondMax must be at least 1, not " + perSecondMax
                    + "; leave tracing.endpoint blank for no traces");
        }
    }

    private static void requireAddress(String endpoint) {
        if (!isAddress(endpoint.strip())) {
            throw new IllegalArgumentException("tracing.endpoint must be the base address of a collector, such as"
                    + " http://127.0.0.1:4318, not " + endpoint);
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            return scheme.matches("https?") && address.getHost() != null && address.getQuery() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    boolean isOn() {
        return !endpoint.isBlank();
    }

    /** Where OTLP has traces, below the collector's base address. */
    String tracesUrl() {
        String base = endpoint.strip();
        return (base.endsWith("/") ? base : base + "/") + "v1/traces";
    }
}
