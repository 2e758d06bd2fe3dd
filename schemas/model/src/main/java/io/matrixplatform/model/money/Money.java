package io.matrixplatform.model.money;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount in one currency, for example {@code 12.50 EUR}; unrounded until {@link #rounded}.
 *
 * <p>Two are equal when amount and currency are, whatever the trailing zeros.
 */
public record Money(BigDecimal amount, CurrencyCode currency) {
    /** Amounts have at most this many decimals: the most that any currency we know divides into. */
    public static final int MAX_SCALE = 18;

    private static final int MAX_INTEGER_DIGITS = 20;

    public Money {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
        // Before the zeros are stripped: stripping 1E+2000000000 fails in a way of its own.
        if (amount.signum() != 0 && (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException("an amount has at most " + MAX_INTEGER_DIGITS + " integer digits");
        }
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (amount.scale() > MAX_SCALE) {
            throw new IllegalArgumentException("an amount has at most " + MAX_SCALE + " decimals");
        }
    }

    public static Money zero(CurrencyCode currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** @throws IllegalArgumentException if {@code other} is in another currency: convert it first */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** @throws IllegalArgumentException if {@code other} is in another currency: convert it first */
    public Money minus(Money other) {
        return plus(other.negated());
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** @param decimals of the result; HALF_UP is the mode of every document we issue (halves go away from zero) */
    public Money rounded(int decimals, RoundingMode mode) {
        return new Money(amount.setScale(decimals, mode), currency);
    }

    public int signum() {
        return amount.signum();
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
