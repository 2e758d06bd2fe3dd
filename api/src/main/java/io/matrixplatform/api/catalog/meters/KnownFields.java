package io.matrixplatform.api.catalog.meters;

import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of facts that a schema of ours describes; events of any other type bring fields of their own.
 *
 * @param thing for a person
 */
record KnownFields(String thing, Set<String> measures, Set<String> dimensions) {
    private static final KnownFields API_CALL =
            new KnownFields("an API call", ApiCallFields.MEASURES, ApiCallFields.DIMENSIONS);
    private static final KnownFields RUNTIME_METRIC =
            new KnownFields("a runtime metric", Set.of(RuntimeMetrics.QUANTITY), Set.copyOf(RuntimeMetrics.DIMENSIONS));

    /** Null if events of the type bring their own. */
    static @Nullable KnownFields of(String eventType) {
        return switch (eventType) {
            case ApiCallFields.EVENT_TYPE -> API_CALL;
            case RuntimeMetrics.TYPE -> RUNTIME_METRIC;
            default -> null;
        };
    }

    String measureNames() {
        return String.join(", ", new TreeSet<>(measures));
    }

    String dimensionNames() {
        return String.join(", ", new TreeSet<>(dimensions));
    }
}
