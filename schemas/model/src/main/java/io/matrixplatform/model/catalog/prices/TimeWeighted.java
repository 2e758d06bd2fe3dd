package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * The average level over the whole window, rated by another model: 2 GB for an hour of a month of 744 hours are 2/744 GB.
 *
 * @param decimals to which the average is rounded, HALF_UP; 18 is the default
 */
public record TimeWeighted(Price average, int decimals, NegativeLevels negativeLevels) implements Price {
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.TEN.pow(9);

    /** What a level below zero weighs, which corrections can lead to. */
    public enum NegativeLevels {
        /** Nothing. The default. */
        CLAMP,
        /** What it says: it makes up for time above zero. The average itself is never below zero. */
        KEEP
    }

    public TimeWeighted {
        requireNonNull(average, "average");
        if (decimals < 0 || decimals > Limits.MAX_DECIMALS) {
            throw new RuleViolation("decimals", "decimals-range", "0 to " + Limits.MAX_DECIMALS + " decimals");
        }
    }

    @Override
    public Rated rate(Usage usage) {
        if (!(usage instanceof Usage.Levels levels)) {
            throw Usage.wrongForm("time-weighted", "levels");
        }
        BigDecimal weighted = BigDecimal.ZERO;
        BigDecimal held = levels.initial();
        Instant since = levels.from();
        for (Usage.Change change : levels.changes()) {
            weighted = weighted.add(weight(held).multiply(seconds(since, change.at())));
            held = change.level();
            since = change.at();
        }
        weighted = weighted.add(weight(held).multiply(seconds(since, levels.to())));
        BigDecimal units = weighted.max(BigDecimal.ZERO)
                .divide(seconds(levels.from(), levels.to()), decimals, RoundingMode.HALF_UP);
        return average.rate(new Usage.Total(units))
                .through("time-weighted", units, Step.note(Step.Kind.TIME_WEIGHTED, units));
    }

    private BigDecimal weight(BigDecimal level) {
        return negativeLevels == NegativeLevels.CLAMP ? level.max(BigDecimal.ZERO) : level;
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano()).divide(NANOS_PER_SECOND));
    }
}
