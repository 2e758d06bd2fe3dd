package io.matrixplatform.model.billing.creditnotes;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Rounding;
import io.matrixplatform.model.rules.RuleViolation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line as it was invoiced, and how much of it earlier notes gave back.
 *
 * @param amount before coupon and taxes
 * @param coupon what was taken off
 * @param taxes what was put on, by name
 * @param credited of {@code amount}, by all earlier notes
 */
public record InvoicedLine(String key, Money amount, Money coupon, Map<String, Money> taxes, Money credited) {
    public InvoicedLine {
        requireNonNull(key, "key");
        // Keeps the order of the document.
        taxes = Collections.unmodifiableMap(new LinkedHashMap<>(taxes));
        requirePayable("amount", amount);
        requirePayable("coupon", coupon);
        requirePayable("credited", credited);
        taxes.values().forEach(tax -> requirePayable("taxes", tax));
        if (coupon.amount().compareTo(amount.amount()) > 0) {
            throw new RuleViolation("coupon", "coupon-within-line", "a coupon takes off no more than the line");
        }
        if (credited.amount().compareTo(amount.amount()) > 0) {
            throw new RuleViolation("credited", "credit-within-charge", "more was given back than was charged");
        }
        coupon.plus(amount).plus(credited);
        taxes.values().forEach(amount::plus);
    }

    /** What can still be given back, before coupon and taxes. */
    public Money left() {
        return amount.minus(credited);
    }

    private static void requirePayable(String field, Money money) {
        if (money.signum() < 0) {
            throw new RuleViolation(field, "not-negative", "zero or above");
        }
        if (!Rounding.toMinorUnits(money).equals(money)) {
            throw new RuleViolation(field, "amount-rounded", "an invoice has whole minor units");
        }
    }
}
