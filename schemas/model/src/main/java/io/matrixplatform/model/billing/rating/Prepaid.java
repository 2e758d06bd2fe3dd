package io.matrixplatform.model.billing.rating;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.catalog.prices.Usage;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;

/**
 * A quantity that was paid for before the period began. Only what is used beyond it is rated, from zero on: the first unit
 * of overage stands in the first tier of the overage price.
 */
public record Prepaid(BigDecimal quantity) {
    public Prepaid {
        requireNonNull(quantity, "quantity");
        if (quantity.signum() < 0) {
            throw new RuleViolation("prepaid", "not-negative", "zero or above");
        }
    }

    /** What the overage price is to rate. */
    public Usage overage(BigDecimal used) {
        return new Usage.Total(used.subtract(quantity).max(BigDecimal.ZERO));
    }

    /** What is still paid for. */
    public BigDecimal left(BigDecimal used) {
        return quantity.subtract(used.max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
    }
}
