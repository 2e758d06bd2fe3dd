package io.matrixplatform.model.metering.measures;

import java.util.List;

/** The fields of a runtime metric, by the names that a meter can say: a sample of one metric of one instance. */
public final class RuntimeMetrics {
    /** CloudEvents type. */
    public static final String TYPE = "io.matrixplatform.runtime-metric.v1";

    public static final String INSTANCE = "instance_id";
    public static final String METRIC = "metric";
    /** {@link #GAUGE} or {@link #COUNTER}. */
    public static final String KIND = "kind";

    public static final String QUANTITY = "quantity";
    /** When the instance or its counter started, micros since 1970; absent where nobody said. */
    public static final String STARTED_AT = "started_at";

    public static final String GAUGE = "gauge";
    public static final String COUNTER = "counter";

    public static final List<String> DIMENSIONS =
            List.of("source", "subject", INSTANCE, METRIC, "unit", KIND, "app_id", "model", "region", "key_id");
    public static final List<String> MEASURES = List.of(QUANTITY, STARTED_AT);

    private RuntimeMetrics() {}
}
