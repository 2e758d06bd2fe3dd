package io.matrixplatform.model.billing.tax;

/** Where a sale is taxed, as far as the rules differ. */
public enum Region {
    EU,
    US,
    CA,
    UK,
    AU,
    SG,
    IN,
    /** Anywhere else: we know no tax there. */
    OTHER
}
