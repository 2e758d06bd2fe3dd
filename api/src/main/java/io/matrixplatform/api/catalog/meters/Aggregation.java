package io.matrixplatform.api.catalog.meters;

/** How the facts of a meter fold into one quantity. */
public enum Aggregation {
    /** How many facts. */
    COUNT,
    /** The sum of one measure of the facts. */
    SUM
}
