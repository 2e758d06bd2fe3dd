package io.matrixplatform.model.billing.discounts;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something off.
 *
 * @param scope keys of the lines it is for, empty for all
 * @param periods for how many billing periods it lasts, null for ever
 */
public record Discount(
        String id, Value value, Set<String> scope, @Nullable Integer periods) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Discount {
        requireNonNull(id, "id");
        requireNonNull(value, "value");
        scope = Set.copyOf(scope);
        if (periods != null && periods <= 0) {
            throw new RuleViolation("periods", "above-zero", "a discount lasts for one period or more");
        }
    }

    boolean covers(String line) {
        return scope.isEmpty() || scope.contains(line);
    }

    public sealed interface Value {}

    /** Of what earlier discounts have left. */
    public record Percentage(BigDecimal percent) implements Value {
        public Percentage {
            if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
                throw new RuleViolation("percent", "percent-range", "0 to 100");
            }
        }
    }

    /** Once a bill, shared among the lines by what is left of them. */
    public record Amount(Money off) implements Value {
        public Amount {
            if (off.signum() < 0) {
                throw new RuleViolation("amount", "not-negative", "zero or above");
            }
        }
    }

    /** So many units of each line; at which price they are taken off says {@link Discounts.FreeUnitsAt}. */
    public record FreeUnits(BigDecimal units) implements Value {
        public FreeUnits {
            if (units.signum() < 0) {
                throw new RuleViolation("units", "not-negative", "zero or above");
            }
        }
    }
}
