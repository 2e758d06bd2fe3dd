package io.matrixplatform.model.catalog.prices;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How large and how fine a number of a price may be: as money is, 20 integer digits and 18 decimals. */
final class Limits {
    static final int MAX_DECIMALS = 18;

    private static final int MAX_INTEGER_DIGITS = 20;

    private Limits() {}

    static void price(String field, BigDecimal value) {
        if (value.signum() < 0) {
            throw new RuleViolation(
                    field, "price-not-negative", "a price is zero or above: give money back by a discount");
        }
        fine(field, value);
    }

    static void optional(String field, @Nullable BigDecimal value) {
        if (value != null) {
            price(field, value);
        }
    }

    static void positive(String field, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new RuleViolation(field, "above-zero", "must be above zero");
        }
        fine(field, value);
    }

    private static void fine(String field, BigDecimal value) {
        if (value.signum() != 0 && (long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            throw new RuleViolation(field, "digits", "at most " + MAX_INTEGER_DIGITS + " integer digits");
        }
        if (value.scale() > MAX_DECIMALS && value.stripTrailingZeros().scale() > MAX_DECIMALS) {
            throw new RuleViolation(field, "digits", "at most " + MAX_DECIMALS + " decimals");
        }
    }
}
