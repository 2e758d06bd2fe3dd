package io.matrixplatform.model.money;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.RoundingMode;

/**
 * Money in another currency, together with what it was made of, so that the document can show the rate and anybody can do
 * the sum again.
 *
 * @param inverted whether the rate was quoted the other way round and was divided by: one over a rate would lose digits
 */
public record Conversion(Money from, Money to, ExchangeRate rate, boolean inverted) {
    /** Rounded to what the target currency can pay. */
    public static Conversion of(Money from, ExchangeRate rate) {
        CurrencyCode target = from.currency().equals(rate.base()) ? rate.quote() : rate.base();
        return of(from, rate, MinorUnits.of(target));
    }

    /**
     * @param decimals of the result, rounded HALF_UP
     * @throws RuleViolation {@code rate-fits} if the rate is about other currencies
     */
    public static Conversion of(Money from, ExchangeRate rate, int decimals) {
        if (decimals < 0 || decimals > Money.MAX_SCALE) {
            throw new RuleViolation(
                    "decimals", "decimals-range", "an amount has 0 to " + Money.MAX_SCALE + " decimals");
        }
        if (from.currency().equals(rate.base())) {
            Money to = new Money(
                    from.amount().multiply(rate.rate()).setScale(decimals, RoundingMode.HALF_UP), rate.quote());
            return new Conversion(from, to, rate, false);
        }
        if (from.currency().equals(rate.quote())) {
            Money to = new Money(from.amount().divide(rate.rate(), decimals, RoundingMode.HALF_UP), rate.base());
            return new Conversion(from, to, rate, true);
        }
        throw new RuleViolation(
                "rate",
                "rate-fits",
                "a rate of " + rate.base() + " in " + rate.quote() + " does not convert " + from.currency());
    }
}
