package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * One level over a time that many folds speak of, given in the order of their windows: what held at the end of one holds on
 * into the next. Values before the time say what holds at its start; before the first one nothing does.
 */
public final class Levels {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final long start;
    private final long end;
    private @Nullable BigDecimal level;
    private long since;
    private BigDecimal levelSeconds = BigDecimal.ZERO;

    /** @param window at full seconds */
    public Levels(TimeWindow window) {
        start = window.start().getEpochSecond();
        end = window.end().getEpochSecond();
    }

    /** @throws IllegalArgumentException if it is no time-weighted sum, or earlier than one before it */
    public void add(Fold fold) {
        if (!(fold instanceof TimeWeightedSum sum)) {
            throw new IllegalArgumentException(fold.kind() + " is no level");
        }
        for (TimeWeightedSum.Step step : sum.steps()) {
            if (level != null && step.second() < since) {
                throw new IllegalArgumentException("levels are to be given in order of time");
            }
            holdUntil(step.second());
            level = step.level();
            since = step.second();
        }
    }

    /** In level × hours. */
    public FoldResult result() {
        return FoldResult.exact(
                levelSeconds.add(held(end)).divide(SECONDS_PER_HOUR, Quantity.SCALE, RoundingMode.HALF_UP));
    }

    private void holdUntil(long second) {
        levelSeconds = levelSeconds.add(held(second));
    }

    private BigDecimal held(long until) {
        long seconds = Math.min(until, end) - Math.max(since, start);
        return level == null || seconds <= 0 ? BigDecimal.ZERO : level.multiply(BigDecimal.valueOf(seconds));
    }
}
