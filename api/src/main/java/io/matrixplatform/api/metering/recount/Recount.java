package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.progress.Progress;
import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time of one tenant counted in three stores.
 *
 * @param progress as it was before the ledger was read
 * @param settled whether everything that was counted in the raw log must be in the ledger by now; while it is not, differences
 *     are only facts under way
 * @param received facts in the raw log, repeats included
 * @param distinct facts in the raw log, each once
 */
public record Recount(
        Instant from,
        Instant to,
        Progress progress,
        boolean settled,
        @Nullable Instant lastRecordedAt,
        long received,
        long distinct,
        List<Line> data) {
    public Recount {
        data = List.copyOf(data);
    }

    /**
     * One meter.
     *
     * @param rollups null when the time lies before what Pinot keeps
     * @param missingInLedger raw − (ledger + late); zero when all is well
     * @param missingInRollups raw − rollups; zero when all is well
     */
    public record Line(
            MeterKey meter,
            String unit,
            Total raw,
            Total ledger,
            Total late,
            @Nullable Total rollups,
            Total missingInLedger,
            @Nullable Total missingInRollups) {
        static Line of(MeterKey meter, String unit, Total raw, Total ledger, Total late, @Nullable Total rollups) {
            return new Line(
                    meter,
                    unit,
                    raw,
                    ledger,
                    late,
                    rollups,
                    raw.minus(ledger.plus(late)),
                    rollups == null ? null : raw.minus(rollups));
        }
    }
}
