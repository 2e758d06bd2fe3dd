package io.matrixplatform.model.billing.discounts;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.catalog.prices.Usage;
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
import org.jspecify.annotations.Nullable;

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

    /** What a free unit is worth. Systems differ, and so do the sums wherever units have not all the same price. */
    public enum FreeUnitsAt {
        /** The average price of the line: ten of a hundred units are a tenth of its amount. The default. */
        AVERAGE_PRICE,
        /** They are taken off the quantity before it is priced, so it is the last, often the cheapest ones that are free. */
        REDUCED_QUANTITY
    }

    public enum Ignored {
        OTHER_CURRENCY,
        NO_LINE_IN_SCOPE,
        ENDED,
        NOTHING_LEFT
    }

    /**
     * @param quantity what the line rated, for free units
     * @param price that rated it; needed where a reduced quantity is priced, else null
     */
    public record Line(
            String key,
            BigDecimal amount,
            BigDecimal quantity,
            @Nullable Price price) {
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

    /** How a bill is discounted; the names are the options that systems differ in. */
    public record Convention(Order order, FreeUnitsAt freeUnits) {
        public static final Convention DEFAULT = new Convention(Order.AS_LISTED, FreeUnitsAt.AVERAGE_PRICE);

        public Convention {
            requireNonNull(order, "order");
            requireNonNull(freeUnits, "freeUnits");
        }
    }

    private Discounts() {}

    /**
     * @param period which billing period of the discounts this is; the first is 1
     * @throws RuleViolation {@code amount-rounded} if a line has more decimals than its currency; {@code line-priced} if free
     *     units are to reduce a quantity whose price is not given
     */
    public static Outcome apply(
            List<Line> lines, CurrencyCode currency, List<Discount> discounts, Convention convention, int period) {
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
        for (Discount discount : sorted(discounts, convention.order())) {
            List<Ratio> shares = shares(discount, lines, net, convention.freeUnits());
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
    private static List<Ratio> shares(Discount discount, List<Line> lines, List<Money> net, FreeUnitsAt freeUnits) {
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
                shares.add(left.times(freeShare(free.units(), line, "lines/" + i, freeUnits)));
            } else {
                shares.add(left);
            }
        }
        return shares;
    }

    private static Ratio freeShare(BigDecimal free, Line line, String field, FreeUnitsAt at) {
        if (line.quantity().signum() <= 0) {
            return Ratio.ZERO;
        }
        if (at == FreeUnitsAt.AVERAGE_PRICE) {
            return Ratio.of(free.min(line.quantity())).dividedBy(Ratio.of(line.quantity()));
        }
        Price price = line.price();
        if (price == null) {
            throw new RuleViolation(field + "/price", "line-priced", "to price a reduced quantity its price is needed");
        }
        BigDecimal whole = price.rate(new Usage.Total(line.quantity())).amount();
        BigDecimal reduced =
                price.rate(new Usage.Total(line.quantity().subtract(free))).amount();
        // By volume, fewer units can cost more: then nothing is taken off, a discount never adds.
        return reduced.compareTo(whole) >= 0
                ? Ratio.ZERO
                : Ratio.of(whole.subtract(reduced)).dividedBy(Ratio.of(whole));
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
