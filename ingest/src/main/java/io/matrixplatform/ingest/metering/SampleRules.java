package io.matrixplatform.ingest.metering;

import io.matrixplatform.events.metering.MetricKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds of every sample of an instance, in whatever form it comes. */
public final class SampleRules {
    /** Of an instance, a metric, an app, a model or a region. */
    public static final int LABEL_MAX_CHARS = 128;

    public static final int UNIT_MAX_CHARS = 32;

    /** Of a metric that no predefined meter is over, unless its client says another. */
    public static final String ANY_UNIT = "1";

    private static final String SECONDS = "s";
    private static final Map<String, String> UNITS_OF_LEVELS =
            Map.of("cpu", "{cpu}", "memory", "By", "storage", "By", "gpu", "{gpu}");
    private static final Map<String, String> UNITS_OF_COUNTERS = Map.of("cpu", SECONDS, "gpu", SECONDS);

    private SampleRules() {}

    /** The one unit that a metric is sampled in; null if that is left to its client. */
    public static @Nullable String unitOf(String metric, MetricKind kind) {
        return (kind == MetricKind.COUNTER ? UNITS_OF_COUNTERS : UNITS_OF_LEVELS).get(metric);
    }

    /** Whether nobody counts it second by second: bytes are a level. */
    public static boolean isOnlyALevel(String metric) {
        return UNITS_OF_LEVELS.containsKey(metric) && !UNITS_OF_COUNTERS.containsKey(metric);
    }
}
