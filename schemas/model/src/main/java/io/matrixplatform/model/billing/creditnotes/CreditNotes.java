package io.matrixplatform.model.billing.creditnotes;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.money.Rounding;
import io.matrixplatform.model.rules.RuleViolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out a credit note. Coupon and taxes go back cumulatively, like usage is rated: the share of all that is given back so
 * far, rounded, less the share of what earlier notes gave back. So the last note takes exactly what is left.
 */
public final class CreditNotes {
    /** How much of a line to give back, before coupon and taxes. */
    public sealed interface Wanted {}

    /** All that is left of it. */
    public record Full() implements Wanted {}

    public record Partial(Money amount) implements Wanted {
        public Partial {
            requireNonNull(amount, "amount");
        }
    }

    /** A share of the invoiced amount, rounded: what was not served. */
    public record Prorated(Ratio share) implements Wanted {
        public Prorated {
            if (share.signum() < 0 || share.compareTo(Ratio.ONE) > 0) {
                throw new RuleViolation("share", "share-range", "0 to 1");
            }
        }
    }

    public record Request(InvoicedLine line, Wanted wanted) {
        public Request {
            requireNonNull(line, "line");
            requireNonNull(wanted, "wanted");
        }
    }

    /** @param total {@code amount - coupon + taxes} */
    public record NoteLine(String key, Money amount, Money coupon, Map<String, Money> taxes, Money total) {
        public NoteLine {
            taxes = Collections.unmodifiableMap(new LinkedHashMap<>(taxes));
        }
    }

    /** Sums over the lines. */
    public record CreditNote(List<NoteLine> lines, Money amount, Money coupon, Map<String, Money> taxes, Money total) {
        public CreditNote {
            lines = List.copyOf(lines);
            taxes = Collections.unmodifiableMap(new LinkedHashMap<>(taxes));
        }
    }

    private CreditNotes() {}

    /**
     * @throws RuleViolation {@code credit-within-charge} if more is wanted than is left of a line; {@code one-currency};
     *     {@code lines-differ} if one line is named twice
     */
    public static CreditNote of(List<Request> requests) {
        if (requests.isEmpty()) {
            throw new RuleViolation("lines", "lines-present", "at least one line");
        }
        CurrencyCode currency = requests.get(0).line().amount().currency();
        Money amount = Money.zero(currency);
        Money coupon = Money.zero(currency);
        Money total = Money.zero(currency);
        Map<String, Money> taxes = new LinkedHashMap<>();
        List<NoteLine> lines = new ArrayList<>(requests.size());
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            String field = "lines/" + i;
            if (!request.line().amount().currency().equals(currency)) {
                throw new RuleViolation(field + "/amount", "one-currency", "a note is in " + currency);
            }
            if (!keys.add(request.line().key())) {
                throw new RuleViolation(field + "/key", "lines-differ", "a line stands on a note once");
            }
            NoteLine line = line(request, field);
            lines.add(line);
            amount = amount.plus(line.amount());
            coupon = coupon.plus(line.coupon());
            total = total.plus(line.total());
            line.taxes().forEach((name, tax) -> taxes.merge(name, tax, Money::plus));
        }
        return new CreditNote(lines, amount, coupon, taxes, total);
    }

    private static NoteLine line(Request request, String field) {
        InvoicedLine line = request.line();
        Money amount = amount(request, field);
        if (amount.signum() < 0 || !Rounding.toMinorUnits(amount).equals(amount)) {
            throw new RuleViolation(field + "/amount", "amount-payable", "whole minor units, zero or above");
        }
        if (amount.amount().compareTo(line.left().amount()) > 0) {
            throw new RuleViolation(
                    field + "/amount", "credit-within-charge", "at most " + line.left() + " is left to give back");
        }
        Money after = line.credited().plus(amount);
        Money coupon = share(line.coupon(), line, after);
        Map<String, Money> taxes = new LinkedHashMap<>();
        Money total = amount.minus(coupon);
        for (Map.Entry<String, Money> tax : line.taxes().entrySet()) {
            Money share = share(tax.getValue(), line, after);
            taxes.put(tax.getKey(), share);
            total = total.plus(share);
        }
        return new NoteLine(line.key(), amount, coupon, taxes, total);
    }

    private static Money amount(Request request, String field) {
        InvoicedLine line = request.line();
        if (request.wanted() instanceof Partial partial) {
            if (!partial.amount().currency().equals(line.amount().currency())) {
                throw new RuleViolation(
                        field + "/amount",
                        "one-currency",
                        "the line is in " + line.amount().currency());
            }
            return partial.amount();
        }
        if (request.wanted() instanceof Prorated prorated) {
            return Rounding.toMinorUnits(
                    Ratio.of(line.amount().amount()).times(prorated.share()),
                    line.amount().currency());
        }
        return line.left();
    }

    private static Money share(Money whole, InvoicedLine line, Money after) {
        return cumulative(whole, line, after).minus(cumulative(whole, line, line.credited()));
    }

    private static Money cumulative(Money whole, InvoicedLine line, Money credited) {
        if (line.amount().signum() == 0) {
            return Money.zero(whole.currency());
        }
        Ratio part =
                Ratio.of(credited.amount()).dividedBy(Ratio.of(line.amount().amount()));
        return Rounding.toMinorUnits(Ratio.of(whole.amount()).times(part), whole.currency());
    }
}
