package io.matrixplatform.model.billing.discounts;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Allocation;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.money.Rounding;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes discounts off the lines of one bill, one after the other: each sees what those before it have left. A line never
 * falls below zero; lines of zero or less, such as credits, are left alone.
 *
 * <p>What does not apply is ignored, and says why: a bill is not held up by a coupon.
 */
public final class Discounts {
    /** Which discounts come first. Within one kind they keep the order in which they are listed. */
    public enum Order {
        /** The default. */
        AS_LISTED,
        PERCENTAGES_FIRST,
        AMOUNTS_FIRST
    }

    public enum Ignored {
        OTHER_CURRENCY,
        NO_LINE_IN_SCOPE,
        ENDED,
        NOTHING_LEFT
    }

    /** @param quantity what the line rated, for free units */
    public record Line(String key, BigDecimal amount, BigDecimal quantity) {
        public Line {
            requireNonNull(key, "key");
            requireNonNull(amount, "amount");
            requireNonNull(quantity, "quantity");
        }
    }

    /** @param perLine what it takes off each line, zero or above */
    public record Applied(String discount, Money off, List<Money> perLine) {
        public Applied {
            perLine = List.copyOf(perLine);
        }
    }

    public record Skipped(String discount, Ignored reason) {}

    /** @param net what is left of each line */
    public record Outcome(List<Applied> applied, List<Skipped> skipped, List<Money> net) {
        public Outcome {
            applied = List.copyOf(applied);
            skipped = List.copyOf(skipped);
            net = List.copyOf(net);
        }
    }

    private Discounts() {}

    /**
     * @param period which billing period of the discounts this is; the first is 1
     * @throws RuleViolation {@code amount-rounded} if a line has more decimals than its currency
     */
    public static Outcome apply(
            List<Line> lines, CurrencyCode currency, List<Discount> discounts, Order order, int period) {
        if (period < 1) {
            throw new RuleViolation("period", "period-from-one", "the first period is 1");
        }
        List<Money> net = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Money amount = new Money(lines.get(i).amount(), currency);
            if (!Rounding.toMinorUnits(amount).equals(amount)) {
                throw new RuleViolation("lines/" + i + "/amount", "amount-rounded", "discounts are for rounded lines");
            }
            net.add(amount);
        }
        List<Applied> applied = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Discount discount : sorted(discounts, order)) {
            List<Ratio> shares = shares(discount, lines, net);
            Ratio wanted = wanted(discount, shares, currency);
            if (discount.value() instanceof Discount.Amount amount
                    && !amount.off().currency().equals(currency)) {
                skipped.add(new Skipped(discount.id(), Ignored.OTHER_CURRENCY));
            } else if (discount.periods() != null && period > discount.periods()) {
                skipped.add(new Skipped(discount.id(), Ignored.ENDED));
            } else if (lines.stream().noneMatch(line -> discount.covers(line.key()))) {
                skipped.add(new Skipped(discount.id(), Ignored.NO_LINE_IN_SCOPE));
            } else if (wanted.signum() == 0) {
                skipped.add(new Skipped(discount.id(), Ignored.NOTHING_LEFT));
            } else {
                Money off = Rounding.toMinorUnits(wanted, currency);
                List<Money> perLine = perLine(off, shares);
                for (int i = 0; i < perLine.size(); i++) {
                    net.set(i, net.get(i).minus(perLine.get(i)));
                }
                applied.add(new Applied(discount.id(), off, perLine));
            }
        }
        return new Outcome(applied, skipped, net);
    }

    private static List<Discount> sorted(List<Discount> discounts, Order order) {
        Comparator<Discount> percentagesFirst =
                Comparator.comparing(discount -> discount.value() instanceof Discount.Percentage ? 0 : 1);
        return switch (order) {
            case AS_LISTED -> discounts;
            case PERCENTAGES_FIRST ->
                discounts.stream().sorted(percentagesFirst).toList();
            case AMOUNTS_FIRST ->
                discounts.stream().sorted(percentagesFirst.reversed()).toList();
        };
    }

    /** Exact shares of what the discount takes off each line, or for an amount the weights by which it is shared. */
    private static List<Ratio> shares(Discount discount, List<Line> lines, List<Money> net) {
        List<Ratio> shares = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!discount.covers(line.key()) || net.get(i).signum() <= 0) {
                shares.add(Ratio.ZERO);
                continue;
            }
            Ratio left = Ratio.of(net.get(i).amount());
            if (discount.value() instanceof Discount.Percentage percentage) {
                shares.add(left.times(Ratio.of(percentage.percent().movePointLeft(2))));
            } else if (discount.value() instanceof Discount.FreeUnits free) {
                shares.add(left.times(freeShare(free.units(), line.quantity())));
            } else {
                shares.add(left);
            }
        }
        return shares;
    }

    private static Ratio freeShare(BigDecimal free, BigDecimal quantity) {
        return quantity.signum() <= 0
                ? Ratio.ZERO
                : Ratio.of(free.min(quantity)).dividedBy(Ratio.of(quantity));
    }

    private static Ratio wanted(Discount discount, List<Ratio> shares, CurrencyCode currency) {
        Ratio sum = shares.stream().reduce(Ratio.ZERO, Ratio::plus);
        if (discount.value() instanceof Discount.Amount amount) {
            Ratio off = Ratio.of(
                    Rounding.toMinorUnits(amount.off().amount(), currency).amount());
            return off.compareTo(sum) < 0 ? off : sum;
        }
        return sum;
    }

    private static List<Money> perLine(Money off, List<Ratio> weights) {
        return off.signum() == 0
                ? weights.stream().map(weight -> Money.zero(off.currency())).toList()
                : Allocation.of(off, weights);
    }
}
