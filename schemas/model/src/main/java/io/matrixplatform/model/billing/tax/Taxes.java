package io.matrixplatform.model.billing.tax;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Allocation;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.money.Rounding;
import io.matrixplatform.model.rules.RuleViolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calculates taxes from exact amounts and rounds them once, at the declared level. What is rounded above the line is shared
 * out to the lines by largest remainder, so every figure can be shown and all add up.
 */
public final class Taxes {
    public enum Mode {
        /** Amounts are net; taxes are put on. */
        EXCLUSIVE,
        /** Amounts are gross; taxes are inside. */
        INCLUSIVE
    }

    /** @param amount net or gross, by the mode; whole minor units */
    public record Line(String key, Money amount, List<Tax> taxes) {
        public Line {
            requireNonNull(key, "key");
            requireNonNull(amount, "amount");
            taxes = List.copyOf(taxes);
        }
    }

    /** @param taxes by name, in the order of the line's taxes */
    public record TaxedLine(String key, Money net, Map<String, Money> taxes, Money gross) {
        public TaxedLine {
            taxes = Collections.unmodifiableMap(new LinkedHashMap<>(taxes));
        }
    }

    /** Sums over the lines. */
    public record Taxed(List<TaxedLine> lines, Money net, Map<String, Money> taxes, Money tax, Money gross) {
        public Taxed {
            lines = List.copyOf(lines);
            taxes = Collections.unmodifiableMap(new LinkedHashMap<>(taxes));
        }
    }

    private Taxes() {}

    /** @throws RuleViolation {@code one-currency}, {@code amount-rounded} or {@code tax-names-differ} */
    public static Taxed of(List<Line> lines, CurrencyCode currency, Mode mode, Rounding level) {
        List<Exact> exact = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.amount().currency().equals(currency)) {
                throw new RuleViolation("lines/" + i + "/amount", "one-currency", "the bill is in " + currency);
            }
            if (!Rounding.toMinorUnits(line.amount()).equals(line.amount())) {
                throw new RuleViolation("lines/" + i + "/amount", "amount-rounded", "taxes are for rounded lines");
            }
            addExact(exact, i, line, mode);
        }
        List<Money> rounded = round(exact, currency, mode, level);
        return assemble(lines, currency, mode, exact, rounded);
    }

    private record Exact(int line, String tax, Ratio amount) {}

    private static void addExact(List<Exact> exact, int position, Line line, Mode mode) {
        Ratio factor = Ratio.ONE;
        Map<String, Ratio> coefficients = new LinkedHashMap<>();
        for (Tax tax : line.taxes()) {
            Ratio rate = Ratio.of(tax.percent().movePointLeft(2));
            Ratio coefficient = tax.compound() ? rate.times(factor) : rate;
            if (coefficients.put(tax.name(), coefficient) != null) {
                throw new RuleViolation("lines/" + position + "/taxes", "tax-names-differ", "a line has each tax once");
            }
            factor = factor.plus(coefficient);
        }
        Ratio amount = Ratio.of(line.amount().amount());
        Ratio base = mode == Mode.INCLUSIVE ? amount.dividedBy(factor) : amount;
        coefficients.forEach((name, coefficient) -> exact.add(new Exact(position, name, base.times(coefficient))));
    }

    private static List<Money> round(List<Exact> exact, CurrencyCode currency, Mode mode, Rounding level) {
        List<Money> rounded = new ArrayList<>(Collections.nCopies(exact.size(), Money.zero(currency)));
        if (level == Rounding.LINE && mode == Mode.EXCLUSIVE) {
            for (int i = 0; i < exact.size(); i++) {
                rounded.set(i, Rounding.toMinorUnits(exact.get(i).amount(), currency));
            }
            return rounded;
        }
        if (level == Rounding.LINE) {
            // What all taxes take out of a gross amount is rounded first: else net would swallow the difference.
            groups(exact, true).values().forEach(members -> share(null, members, exact, rounded, currency));
            return rounded;
        }
        Map<String, List<Integer>> byTax = groups(exact, false);
        List<Ratio> sums = byTax.values().stream()
                .map(members -> members.stream().map(i -> exact.get(i).amount()).reduce(Ratio.ZERO, Ratio::plus))
                .toList();
        List<Money> totals = level == Rounding.INVOICE
                ? Allocation.rounded(sums, currency)
                : sums.stream().map(sum -> Rounding.toMinorUnits(sum, currency)).toList();
        int next = 0;
        for (List<Integer> members : byTax.values()) {
            share(totals.get(next++), members, exact, rounded, currency);
        }
        return rounded;
    }

    private static void share(
            @Nullable Money total,
            List<Integer> members,
            List<Exact> exact,
            List<Money> rounded,
            CurrencyCode currency) {
        List<Ratio> shares = members.stream().map(i -> exact.get(i).amount()).toList();
        List<Money> parts = total == null ? Allocation.rounded(shares, currency) : Allocation.fitted(total, shares);
        for (int i = 0; i < parts.size(); i++) {
            rounded.set(members.get(i), parts.get(i));
        }
    }

    private static Map<String, List<Integer>> groups(List<Exact> exact, boolean byLine) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < exact.size(); i++) {
            String key = byLine
                    ? Integer.toString(exact.get(i).line())
                    : exact.get(i).tax();
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(i);
        }
        return groups;
    }

    private static Taxed assemble(
            List<Line> lines, CurrencyCode currency, Mode mode, List<Exact> exact, List<Money> rounded) {
        List<Map<String, Money>> perLine = new ArrayList<>();
        lines.forEach(line -> perLine.add(new LinkedHashMap<>()));
        Map<String, Money> totals = new LinkedHashMap<>();
        for (int i = 0; i < exact.size(); i++) {
            perLine.get(exact.get(i).line()).put(exact.get(i).tax(), rounded.get(i));
            totals.merge(exact.get(i).tax(), rounded.get(i), Money::plus);
        }
        Money net = Money.zero(currency);
        Money tax = Money.zero(currency);
        List<TaxedLine> taxed = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Money amount = lines.get(i).amount();
            Money ofLine = perLine.get(i).values().stream().reduce(Money.zero(currency), Money::plus);
            Money lineNet = mode == Mode.INCLUSIVE ? amount.minus(ofLine) : amount;
            taxed.add(new TaxedLine(lines.get(i).key(), lineNet, perLine.get(i), lineNet.plus(ofLine)));
            net = net.plus(lineNet);
            tax = tax.plus(ofLine);
        }
        return new Taxed(taxed, net, totals, tax, net.plus(tax));
    }
}
