package io.matrixplatform.model.money;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits what cannot be split evenly, without losing or making a single minor unit: the parts always sum to the whole.
 *
 * <p>Every part first gets its share cut to whole minor units; what is left over is one unit each for some of them, by
 * {@link Leftover}. A weight of zero gets nothing. A negative amount is split as its mirror image, so that a reversal takes
 * from each part exactly what was given.
 */
public final class Allocation {
    /** Who gets the units that are left over. */
    public enum Leftover {
        /** Those whose shares lost most by the cut; the earlier one of equals. The default. */
        LARGEST_REMAINDER,
        /** The first ones, one unit each. */
        FIRST
    }

    private Allocation() {}

    public static List<Money> of(Money total, List<Ratio> weights) {
        return of(total, weights, Leftover.LARGEST_REMAINDER);
    }

    /**
     * @throws RuleViolation {@code amount-rounded} if the total has more decimals than its currency; {@code weights-positive}
     *     if a weight is below zero or none is above
     */
    public static List<Money> of(Money total, List<Ratio> weights, Leftover leftover) {
        Ratio whole = Ratio.ZERO;
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i).signum() < 0) {
                throw new RuleViolation("weights/" + i, "weights-positive", "a weight is zero or above");
            }
            whole = whole.plus(weights.get(i));
        }
        if (whole.signum() == 0) {
            throw new RuleViolation("weights", "weights-positive", "at least one weight is above zero");
        }
        Money positive = total.signum() < 0 ? total.negated() : total;
        Ratio amount = Ratio.of(positive.amount());
        List<Ratio> shares = new ArrayList<>(weights.size());
        for (Ratio weight : weights) {
            shares.add(amount.times(weight).dividedBy(whole));
        }
        List<Money> parts = apportion(positive, shares, leftover);
        return total.signum() < 0 ? parts.stream().map(Money::negated).toList() : parts;
    }

    /**
     * Rounds exact shares so that they sum to a total that was rounded on its own. Shares may have both signs.
     *
     * @throws RuleViolation {@code shares-sum} if the total is further from the sum of the shares than rounding takes it
     */
    static List<Money> apportion(Money total, List<Ratio> shares, Leftover leftover) {
        int decimals = MinorUnits.of(total.currency());
        if (total.amount().scale() > decimals) {
            throw new RuleViolation(
                    "amount", "amount-rounded", "only what is rounded to " + decimals + " decimals can be split");
        }
        BigInteger left = total.amount().movePointRight(decimals).toBigIntegerExact();
        Ratio unit = Ratio.of(BigDecimal.ONE.movePointRight(decimals));
        List<BigInteger> units = new ArrayList<>(shares.size());
        List<Remainder> remainders = new ArrayList<>(shares.size());
        for (int i = 0; i < shares.size(); i++) {
            Ratio exact = shares.get(i).times(unit);
            BigInteger[] cut = floor(exact);
            units.add(cut[0]);
            left = left.subtract(cut[0]);
            if (shares.get(i).signum() != 0) {
                remainders.add(new Remainder(i, new Ratio(cut[1], exact.denominator())));
            }
        }
        if (left.signum() < 0 || left.compareTo(BigInteger.valueOf(remainders.size())) > 0) {
            throw new RuleViolation("amount", "shares-sum", "the shares do not sum to the amount that is split");
        }
        if (leftover == Leftover.LARGEST_REMAINDER) {
            remainders.sort(Comparator.comparing(Remainder::lost).reversed());
        }
        for (int k = 0; k < left.intValueExact(); k++) {
            int lucky = remainders.get(k).position();
            units.set(lucky, units.get(lucky).add(BigInteger.ONE));
        }
        return units.stream()
                .map(part -> new Money(new BigDecimal(part, decimals), total.currency()))
                .toList();
    }

    /** Rounds the sum of exact shares, and then the shares so that they sum to it. */
    public static List<Money> rounded(List<Ratio> shares, CurrencyCode currency) {
        Ratio sum = Ratio.ZERO;
        for (Ratio share : shares) {
            sum = sum.plus(share);
        }
        return fitted(Rounding.toMinorUnits(sum, currency), shares);
    }

    /**
     * Rounds exact shares so that they sum to this total, which was rounded from their sum, perhaps up to one minor unit a
     * share away because it is itself a part of a total.
     */
    public static List<Money> fitted(Money total, List<Ratio> shares) {
        if (sign(total, shares) >= 0) {
            return apportion(total, shares, Leftover.LARGEST_REMAINDER);
        }
        // The mirror image, so that a credit takes back what its charge gave.
        List<Ratio> mirrored = shares.stream().map(Ratio::negated).toList();
        return apportion(total.negated(), mirrored, Leftover.LARGEST_REMAINDER).stream()
                .map(Money::negated)
                .toList();
    }

    /** Of the total; where that is zero of the sum of the shares, and where they cancel each other out of the first of them. */
    private static int sign(Money total, List<Ratio> shares) {
        if (total.signum() != 0) {
            return total.signum();
        }
        int sum = shares.stream().reduce(Ratio.ZERO, Ratio::plus).signum();
        return sum != 0
                ? sum
                : shares.stream()
                        .mapToInt(Ratio::signum)
                        .filter(sign -> sign != 0)
                        .findFirst()
                        .orElse(0);
    }

    private static BigInteger[] floor(Ratio value) {
        BigInteger[] cut = value.numerator().divideAndRemainder(value.denominator());
        if (cut[1].signum() < 0) {
            cut[0] = cut[0].subtract(BigInteger.ONE);
            cut[1] = cut[1].add(value.denominator());
        }
        return cut;
    }

    private record Remainder(int position, Ratio lost) {}
}
