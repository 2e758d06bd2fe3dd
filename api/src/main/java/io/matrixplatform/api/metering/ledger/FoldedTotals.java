package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Timelines;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The total of one meter that folds: each lane, and both together. */
final class FoldedTotals {
    private final Lane ledger = new Lane();
    private final Lane late = new Lane();
    private final Lane all = new Lane();

    private static final class Lane {
        private @Nullable Fold fold;
        private @Nullable LevelHistory levels;
        private @Nullable Timelines<String> samples;
        private long facts;

        void add(FoldRow row, boolean around) {
            facts += around ? 0 : row.factCount();
            Fold added = row.toFold();
            if (added.isSampled()) {
                samples = samples == null ? new Timelines<>() : samples;
                samples.add(row.series(), added);
            } else if (added.isLevel()) {
                levels = levels == null ? new LevelHistory() : levels;
                levels.add(row);
            } else if (fold == null) {
                fold = added;
            } else {
                fold.merge(added);
            }
        }

        FoldResult result(TimeWindow window) {
            if (samples != null) {
                return samples.total(window);
            }
            if (levels != null) {
                return new FoldResult(levels.over(window), null);
            }
            return fold == null ? new FoldResult(BigDecimal.ZERO, null) : fold.result(window);
        }

        Total total(TimeWindow window) {
            return new Total(result(window).quantity(), facts);
        }
    }

    void add(FoldRow row) {
        add(row, false);
    }

    /** What holds at the start of the time, or tells what there was up to its end. */
    void addAround(FoldRow row) {
        add(row, true);
    }

    private void add(FoldRow row, boolean around) {
        (row.late() ? late : ledger).add(row, around);
        all.add(row, around);
    }

    MeterTotal total(MeterKey meter, TimeWindow window) {
        return new MeterTotal(
                meter,
                ledger.total(window),
                late.total(window),
                all.total(window),
                all.result(window).error());
    }
}
