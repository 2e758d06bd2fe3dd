package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;

/** A wanted backfill: which meter, over which time of {@code occurred_at}. */
record NewBackfill(
        @NotNull(message = "is required") MeterKey meter,

        @NotNull(message = "is required: a quarter hour in UTC") Instant from,

        @NotNull(message = "is required: a quarter hour in UTC") Instant to) {
    /** The raw log is kept a day longer. */
    private static final Duration REACH = Duration.ofDays(44);

    /** A fact may occur that much after it is recorded. */
    private static final Duration FUTURE_BOUND = Duration.ofMinutes(5);

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each bad field */
    void refuseNonsense(Meter counted, Instant now) {
        new InvalidFields()
                .body(
                        !counted.eventType().equals(RuntimeMetrics.TYPE),
                        "/meter",
                        "counts samples of instances, which cannot be backfilled yet")
                .body(isQuarterHour(from), "/from", "must be at a full quarter hour in UTC")
                .body(isQuarterHour(to), "/to", "must be at a full quarter hour in UTC")
                .body(from.isBefore(to), "/to", "must be after from")
                .body(!from.isBefore(now.minus(REACH)), "/from", "the raw log goes back " + REACH.toDays() + " days")
                .body(
                        from.isBefore(counted.effectiveFrom().plus(FUTURE_BOUND)),
                        "/from",
                        "the meter counts everything since " + counted.effectiveFrom())
                .body(!to.isAfter(now.plus(REACH)), "/to", "is too far away")
                .refuse();
    }

    private static boolean isQuarterHour(Instant moment) {
        return Slice.startOf(moment).equals(moment);
    }
}
