package io.matrixplatform.model.catalog.prices;

/** Whether a fixed amount is due for a period without usage. */
public enum ZeroUsage {
    /** It is, once. The default: the amount is for being able to use. */
    CHARGE,
    /** It is not. */
    FREE
}
