package io.matrixplatform.model.billing.proration;

/** In what a part of a period is counted. */
public enum DayCount {
    /** Local days, each as long as the other. */
    DAY,
    /** The time that passes, so a day on which clocks change is shorter or longer. */
    SECOND,
    /** Thirty days in each month, by 30E/360 from the period's start and never more than the whole: for months only. */
    FIXED_30,
    /** Not at all: whatever is used at all is charged whole, and nothing is credited. */
    NONE
}
