package io.matrixplatform.api.metering.preview;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.ledger.LevelHistory;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.folds.Timelines;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What some facts of a trial come to, as the meter would have it. */
final class TriedFacts {
    private final @Nullable Folding folding;
    private final @Nullable Fold fold;
    private final LevelHistory levels = new LevelHistory();
    private final Timelines<String> samples = new Timelines<>();
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    /**
     * One that the meter counts.
     *
     * @param observation null where quantities add up
     */
    record Counted(
            Instant minute,
            SortedMap<String, String> dimensions,
            BigDecimal quantity,
            @Nullable Observation observation) {}

    /** @param folding null where quantities add up */
    TriedFacts(@Nullable Folding folding) {
        this.folding = folding;
        this.fold = folding == null ? null : folding.start();
    }

    void add(Counted fact) {
        count++;
        if (folding == null || fold == null) {
            sum = sum.add(fact.quantity());
            return;
        }
        Observation observation = requireNonNull(fact.observation(), "observation");
        if (fold.isSampled()) {
            Fold one = folding.start();
            one.add(observation);
            samples.add("", one);
        } else if (fold.isLevel()) {
            Fold one = folding.start();
            one.add(observation);
            levels.add(fact.dimensions().toString(), fact.minute(), one);
        } else {
            fold.add(observation);
        }
    }

    long count() {
        return count;
    }

    FoldResult over(TimeWindow window) {
        if (fold == null) {
            return new FoldResult(sum, null);
        }
        if (fold.isSampled()) {
            return samples.total(window);
        }
        return fold.isLevel() ? new FoldResult(levels.over(window), null) : fold.result(window);
    }
}
