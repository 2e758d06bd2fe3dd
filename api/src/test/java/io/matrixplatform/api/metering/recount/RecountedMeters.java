package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Meters of the facts that tests of recounts make up. */
final class RecountedMeters {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private RecountedMeters() {}

    static Meter of(MeterKey key, @Nullable String valueField, Instant effectiveFrom) {
        return of(key, valueField == null ? Aggregation.COUNT : Aggregation.SUM, null, valueField, effectiveFrom);
    }

    static Meter of(
            MeterKey key,
            Aggregation aggregation,
            @Nullable BigDecimal percentile,
            @Nullable String valueField,
            Instant effectiveFrom) {
        return new Meter(
                new MeterId(new UUID(1, key.hashCode())),
                null,
                key,
                "t",
                aggregation,
                percentile,
                valueField,
                null,
                List.of(),
                List.of(),
                null,
                null,
                "u",
                Duration.ZERO,
                effectiveFrom,
                NOON,
                null,
                "",
                1);
    }

    /** Of levels of instances. */
    static Meter sampled(MeterKey key, Folding folding) {
        return new Meter(
                new MeterId(new UUID(1, 9)),
                null,
                key,
                RuntimeMetrics.TYPE,
                Aggregation.TIME_WEIGHTED_SUM,
                null,
                RuntimeMetrics.QUANTITY,
                null,
                List.of(),
                List.of(RuntimeMetrics.INSTANCE),
                null,
                folding.hold(),
                "u",
                Duration.ZERO,
                Instant.EPOCH,
                NOON,
                null,
                "",
                1);
    }
}
