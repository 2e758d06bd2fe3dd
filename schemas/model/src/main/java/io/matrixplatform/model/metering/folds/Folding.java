package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What kind of fold a meter has.
 *
 * @param percentile above 0 and below 100, with at most {@link #PERCENTILE_SCALE} decimals; for {@code PERCENTILE} alone
 * @param hold how long a level that is sampled holds at most; null for one that is said once and holds until it is said anew.
 *     For {@code TIME_WEIGHTED_SUM} alone; full seconds, at most {@link #HOLD_MAX}
 */
public record Folding(
        Aggregation aggregation,
        @Nullable BigDecimal percentile,
        @Nullable Duration hold) {
    public static final int PERCENTILE_SCALE = 3;

    public static final Duration HOLD_MAX = Duration.ofHours(1);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Folding {
        requireNonNull(aggregation, "aggregation");
        if (aggregation.isAdditive()) {
            throw new IllegalArgumentException(aggregation + " adds up and needs no fold");
        }
        if ((aggregation == Aggregation.PERCENTILE) != (percentile != null)) {
            throw new IllegalArgumentException("a percentile is said for PERCENTILE, and for nothing else");
        }
        percentile = percentile == null ? null : checked(percentile);
        if (hold != null) {
            check(aggregation, hold);
        }
    }

    /** Of anything but samples. */
    public Folding(Aggregation aggregation, @Nullable BigDecimal percentile) {
        this(aggregation, percentile, null);
    }

    /** A level that is sampled. */
    public static Folding sampled(Duration hold) {
        return new Folding(Aggregation.TIME_WEIGHTED_SUM, null, hold);
    }

    public static Folding of(Aggregation aggregation) {
        return new Folding(aggregation, null);
    }

    /** @param percentage for example 99.9 */
    public static Folding percentile(BigDecimal percentage) {
        return new Folding(Aggregation.PERCENTILE, percentage);
    }

    /** A fold of nothing. */
    public Fold start() {
        return switch (aggregation) {
            case MIN -> new Extreme(Extreme.Side.LEAST);
            case MAX -> new Extreme(Extreme.Side.GREATEST);
            case AVERAGE -> new Average();
            case LATEST -> new Latest();
            case UNIQUE_COUNT -> new UniqueCount();
            case PERCENTILE -> new Percentile(requireNonNull(percentile));
            case TIME_WEIGHTED_SUM -> hold == null ? new TimeWeightedSum() : new SampledLevel(hold);
            case COUNT, SUM -> throw new IllegalStateException("refused when this was made");
        };
    }

    private static void check(Aggregation aggregation, Duration hold) {
        if (aggregation != Aggregation.TIME_WEIGHTED_SUM) {
            throw new IllegalArgumentException("samples hold for TIME_WEIGHTED_SUM, and for nothing else");
        }
        if (hold.compareTo(Duration.ofSeconds(1)) < 0
                || hold.compareTo(HOLD_MAX) > 0
                || !hold.equals(Duration.ofSeconds(hold.toSeconds()))) {
            throw new IllegalArgumentException("a sample holds for full seconds, from PT1S to " + HOLD_MAX);
        }
    }

    private static BigDecimal checked(BigDecimal percentile) {
        if (percentile.signum() <= 0
                || percentile.compareTo(HUNDRED) >= 0
                || percentile.precision() > 100
                || percentile.stripTrailingZeros().scale() > PERCENTILE_SCALE) {
            throw new IllegalArgumentException(
                    "a percentile is above 0 and below 100, with at most " + PERCENTILE_SCALE + " decimals");
        }
        return percentile.stripTrailingZeros();
    }
}
