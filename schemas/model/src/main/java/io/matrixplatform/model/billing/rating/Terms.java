package io.matrixplatform.model.billing.rating;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a period costs at least and at most, in the currency of its price.
 *
 * <p>The maximum caps what the period costs so far. The minimum and the true-up of a commitment are due only at the end of
 * the period, since until then more usage may come; if the period ends early they are due for the share of it that was
 * served, unless {@code prorate} is false. The maximum is never prorated.
 *
 * @param commitment what was agreed to be used at the price; what is used above it costs {@code overageFactor} times the
 *     price, and what is missing at the end is due as true-up
 */
public record Terms(
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable BigDecimal commitment,
        BigDecimal overageFactor,
        boolean prorate) {
    public static final Terms NONE = new Terms(null, null, null, BigDecimal.ONE, true);

    public Terms {
        requireNonNull(overageFactor, "overageFactor");
        notNegative("minimum", minimum);
        notNegative("maximum", maximum);
        notNegative("commitment", commitment);
        notNegative("overage_factor", overageFactor);
        if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
            throw new RuleViolation("maximum", "maximum-covers-minimum", "the maximum is not below the minimum");
        }
        if (commitment != null && minimum != null) {
            throw new RuleViolation("commitment", "one-floor", "a commitment is a minimum: give one of both");
        }
    }

    public static Terms ofMinimum(BigDecimal minimum) {
        return new Terms(minimum, null, null, BigDecimal.ONE, true);
    }

    public static Terms ofMaximum(BigDecimal maximum) {
        return new Terms(null, maximum, null, BigDecimal.ONE, true);
    }

    public static Terms ofCommitment(BigDecimal commitment, BigDecimal overageFactor) {
        return new Terms(null, null, commitment, overageFactor, true);
    }

    /** What usage above the commitment costs on top of its price. */
    Ratio surcharge(BigDecimal usage, Ratio served) {
        if (commitment == null) {
            return Ratio.ZERO;
        }
        Ratio above = Ratio.of(usage).plus(due(commitment, served).negated());
        return above.signum() <= 0 ? Ratio.ZERO : above.times(Ratio.of(overageFactor.subtract(BigDecimal.ONE)));
    }

    /** By how much the maximum cuts a cost down; zero or below. */
    Ratio cut(Ratio cost) {
        if (maximum == null || cost.compareTo(Ratio.of(maximum)) <= 0) {
            return Ratio.ZERO;
        }
        return Ratio.of(maximum).plus(cost.negated());
    }

    /** By how much the minimum or the commitment raises a cost at the end of the period. */
    Ratio raise(Ratio cost, Ratio served) {
        BigDecimal floor = minimum != null ? minimum : commitment;
        if (floor == null) {
            return Ratio.ZERO;
        }
        Ratio missing = due(floor, served).plus(cost.negated());
        return missing.signum() <= 0 ? Ratio.ZERO : missing;
    }

    private Ratio due(BigDecimal amount, Ratio served) {
        return prorate ? Ratio.of(amount).times(served) : Ratio.of(amount);
    }

    private static void notNegative(String field, @Nullable BigDecimal amount) {
        if (amount != null && amount.signum() < 0) {
            throw new RuleViolation(field, "not-negative", "zero or above");
        }
    }
}
