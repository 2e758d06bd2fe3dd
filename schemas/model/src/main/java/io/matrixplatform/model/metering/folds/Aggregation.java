package io.matrixplatform.model.metering.folds;

/** How the facts of a meter become one quantity. */
public enum Aggregation {
    /** How many facts. */
    COUNT,
    /** The sum of the values. */
    SUM,
    /** The smallest value. */
    MIN,
    /** The largest value. */
    MAX,
    /** The sum of the values over their number, to 18 decimals. */
    AVERAGE,
    /** The value that occurred last; of several at one instant, that of the largest identity. */
    LATEST,
    /** How many different values, numbers or texts; see {@link UniqueCount}. */
    UNIQUE_COUNT,
    /** The value that a percentage of the values do not exceed; see {@link Percentile}. */
    PERCENTILE,
    /** A level, which holds until the next value, times the hours that it held; see {@link TimeWeightedSum}. */
    TIME_WEIGHTED_SUM;

    /** Whether the quantity of two windows together is the sum of theirs; all others need a {@link Fold}. */
    public boolean isAdditive() {
        return this == COUNT || this == SUM;
    }
}
