package io.matrixplatform.api.metering.backfill;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.ledger.LevelHistory;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all slices of a time come to together. A level is known from its first value within the time on. */
final class RangeTotal {
    private final Amount all;
    private final LevelHistory levels = new LevelHistory();
    private final boolean isLevel;
    private long facts;

    /** @param folding null where quantities add up */
    RangeTotal(@Nullable Folding folding) {
        all = Amount.nothing(folding);
        isLevel = folding != null && folding.start().isLevel();
    }

    void add(Instant start, Map<Series, Amount> slice) {
        slice.forEach((series, amount) -> {
            facts += amount.facts();
            if (isLevel) {
                levels.add(series.name(), start, requireNonNull(amount.fold()).copy());
            } else {
                all.add(amount);
            }
        });
    }

    Total over(TimeWindow window) {
        return new Total(isLevel ? levels.over(window) : all.quantity(window), facts);
    }
}
