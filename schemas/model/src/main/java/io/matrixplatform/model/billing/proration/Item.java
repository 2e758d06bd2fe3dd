package io.matrixplatform.model.billing.proration;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;

/** Something with a price for a whole period, so and so many times. */
public record Item(BigDecimal price, BigDecimal quantity) {
    public Item {
        requireNotNegative("price", price);
        requireNotNegative("quantity", quantity);
    }

    /** For the whole period, exact. */
    public BigDecimal amount() {
        return price.multiply(quantity);
    }

    private static void requireNotNegative(String field, BigDecimal value) {
        if (value.signum() < 0) {
            throw new RuleViolation(field, "not-negative", "a " + field + " is not below zero: it is " + value);
        }
    }
}
