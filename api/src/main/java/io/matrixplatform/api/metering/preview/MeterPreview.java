package io.matrixplatform.api.metering.preview;

import io.matrixplatform.model.metering.folds.ErrorBound;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a meter would have counted in the last hour.
 *
 * @param from of {@code occurred_at}; the log was read from here on
 * @param complete false when the log of a full hour is too long, so that {@code from} is later
 * @param facts distinct facts of the event type
 * @param factCount of them that the meter counts
 * @param lacking of them that lack what the value is made of, and so add nothing
 * @param filtered of them that do not pass the filters
 * @param repeats facts that were there already, and so count no second time
 * @param error how far the quantity may be from the exact one; null when it is exact
 * @param series one entry per minute, empty minutes included
 * @param groups the largest ones, by the values of the dimensions
 * @param samples the newest facts that the meter counts
 */
record MeterPreview(
        Instant from,
        Instant to,
        boolean complete,
        long facts,
        long factCount,
        long lacking,
        long filtered,
        long repeats,
        BigDecimal quantity,
        @Nullable ErrorBound error,
        String unit,
        List<Minute> series,
        List<Group> groups,
        List<Sample> samples) {
    MeterPreview {
        series = List.copyOf(series);
        groups = List.copyOf(groups);
        samples = List.copyOf(samples);
    }

    /** @param minute its start */
    record Minute(Instant minute, BigDecimal quantity, long factCount) {}

    record Group(SortedMap<String, String> dimensions, BigDecimal quantity, long factCount) {}

    /** @param id what the client named the event */
    record Sample(
            String id,
            String source,
            Instant occurredAt,
            Instant recordedAt,
            BigDecimal quantity,
            SortedMap<String, String> dimensions) {}
}
