package io.matrixplatform.model.billing.tax;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;

/**
 * A tax by its rate in percent.
 *
 * @param compound whether it is due on the taxes listed before it as well
 */
public record Tax(String name, Kind kind, BigDecimal percent, boolean compound) {
    public enum Kind {
        VAT,
        GST,
        SALES_TAX
    }

    public Tax {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        if (percent.signum() < 0) {
            throw new RuleViolation("percent", "not-negative", "zero or above");
        }
    }
}
