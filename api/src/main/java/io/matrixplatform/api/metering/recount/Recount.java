package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.MeterTotal;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.progress.Progress;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.ErrorBound;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time of one tenant counted in three stores.
 *
 * @param progress as it was before the ledger was read
 * @param settled whether everything that was counted in the raw log must be in the ledger by now; while it is not, differences
 *     are only facts under way
 * @param received facts in the raw log, repeats and corrections included
 * @param distinct facts in the raw log, each once
 * @param corrected of the distinct ones, those that a correction is in force for
 * @param quarantined payloads that broke a rule and were not released
 */
public record Recount(
        Instant from,
        Instant to,
        Progress progress,
        boolean settled,
        @Nullable Instant lastRecordedAt,
        long received,
        long distinct,
        long corrected,
        long quarantined,
        List<Line> data) {
    public Recount {
        data = List.copyOf(data);
    }

    /**
     * One meter.
     *
     * @param rollups null when the time lies before what Pinot keeps
     * @param booked what the ledger and the late lane come to together
     * @param error how far the stores may be from the exact quantity; null when they are exact, as the raw one always is
     * @param missingInLedger raw − booked; zero when all is well, or within the error
     * @param missingInRollups raw − rollups; zero when all is well, or within the error
     * @param agrees whether all is well
     */
    public record Line(
            MeterKey meter,
            String unit,
            Total raw,
            Total ledger,
            Total late,
            Total booked,
            @Nullable Total rollups,
            @Nullable ErrorBound error,
            Total missingInLedger,
            @Nullable Total missingInRollups,
            boolean agrees) {
        /** Of a standard error, what chance does not reach in a recount of every meter every day. */
        private static final BigDecimal STANDARD_ERRORS = BigDecimal.valueOf(5);

        static Line of(Meter meter, Total raw, MeterTotal booked, @Nullable Total rollups) {
            Total inLedger = raw.minus(booked.all());
            Total inRollups = rollups == null ? null : raw.minus(rollups);
            return new Line(
                    meter.key(),
                    meter.unit(),
                    raw,
                    booked.ledger(),
                    booked.late(),
                    booked.all(),
                    rollups,
                    booked.error(),
                    inLedger,
                    inRollups,
                    isWithin(inLedger, raw, booked.error())
                            && (inRollups == null || isWithin(inRollups, raw, booked.error())));
        }

        private static boolean isWithin(Total missing, Total raw, @Nullable ErrorBound error) {
            if (missing.factCount() != 0) {
                return false;
            }
            if (error == null) {
                return missing.quantity().signum() == 0;
            }
            BigDecimal times = error.kind() == ErrorBound.Kind.STANDARD ? STANDARD_ERRORS : BigDecimal.ONE;
            BigDecimal allowed = raw.quantity().abs().multiply(error.relative()).multiply(times);
            return missing.quantity().abs().compareTo(allowed) <= 0;
        }
    }
}
