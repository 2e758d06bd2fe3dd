package io.matrixplatform.api.analytics;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * @param callsKept how long Pinot keeps calls as received, as its table says
 * @param threads how many of its questions are asked at once
 */
public record AnalyticsConfig(Duration callsKept, int threads) {
    public AnalyticsConfig {
        requireNonNull(callsKept, "analytics.callsKept");
        if (threads < 1) {
            throw new IllegalArgumentException("analytics.threads must be at least 1, not " + threads);
        }
    }
}
