package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * One term of the sum: {@code quantity × unitPrice + fixed = amount}.
 *
 * @param what which one of its kind it is, for example the second tier; empty if there is one only
 */
public record Step(
        Kind kind, String what, BigDecimal quantity, BigDecimal unitPrice, BigDecimal fixed, BigDecimal amount) {
    public enum Kind {
        FLAT,
        UNITS,
        TIER,
        PACKAGES,
        FREE,
        RATE,
        EVENT_FEES,
        EVENT_MINIMUM,
        EVENT_MAXIMUM,
        EVENT_PRICES,
        CELL,
        PEAK,
        TIME_WEIGHTED,
        CONVERSION
    }

    public Step {
        requireNonNull(kind, "kind");
        requireNonNull(what, "what");
        requireNonNull(quantity, "quantity");
        requireNonNull(unitPrice, "unitPrice");
        requireNonNull(fixed, "fixed");
        requireNonNull(amount, "amount");
    }

    static Step priced(Kind kind, String what, BigDecimal quantity, BigDecimal unitPrice, BigDecimal fixed) {
        return new Step(
                kind,
                what,
                quantity,
                unitPrice,
                fixed,
                quantity.multiply(unitPrice).add(fixed));
    }

    static Step fixed(Kind kind, BigDecimal quantity, BigDecimal amount) {
        return new Step(kind, "", quantity, BigDecimal.ZERO, amount, amount);
    }

    /** What costs nothing by itself but says with which quantity the sum goes on. */
    static Step note(Kind kind, BigDecimal quantity) {
        return fixed(kind, quantity, BigDecimal.ZERO);
    }
}
