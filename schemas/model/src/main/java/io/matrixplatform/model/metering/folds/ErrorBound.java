package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * How far a quantity may be from the exact one.
 *
 * @param relative of the exact quantity; 0 where {@code kind} says all
 */
public record ErrorBound(Kind kind, BigDecimal relative) {
    /** What the bound promises. */
    public enum Kind {
        /** The error is never larger. */
        MAXIMUM,
        /** The standard deviation of the error: two of three are within it, 95 of 100 within twice it. */
        STANDARD,
        /** Only that the exact quantity is not smaller: more values were taken back than are remembered. */
        AT_LEAST,
        /** Only that the exact quantity is not larger: more values were taken back than are remembered. */
        AT_MOST,
        /** Nothing: more values were taken back than are remembered. */
        UNKNOWN
    }

    public ErrorBound {
        requireNonNull(kind, "kind");
        requireNonNull(relative, "relative");
    }

    static ErrorBound of(Kind kind) {
        return new ErrorBound(kind, BigDecimal.ZERO);
    }
}
