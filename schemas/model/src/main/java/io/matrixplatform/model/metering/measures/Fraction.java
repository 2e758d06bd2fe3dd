package io.matrixplatform.model.metering.measures;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** An exact number; {@code below} is positive. Not reduced: an expression is too short for it to matter. */
record Fraction(BigInteger above, BigInteger below) implements Comparable<Fraction> {
    static Fraction of(BigDecimal value) {
        return value.scale() <= 0
                ? new Fraction(value.toBigInteger(), BigInteger.ONE)
                : new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    Fraction plus(Fraction other) {
        return new Fraction(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
    }

    Fraction negate() {
        return new Fraction(above.negate(), below);
    }

    Fraction times(Fraction other) {
        return new Fraction(above.multiply(other.above), below.multiply(other.below));
    }

    /** Null when that is zero. */
    @Nullable Fraction over(Fraction other) {
        BigInteger sign = BigInteger.valueOf(other.above.signum());
        return other.above.signum() == 0
                ? null
                : new Fraction(
                        above.multiply(other.below).multiply(sign),
                        below.multiply(other.above).multiply(sign));
    }

    Fraction rounded(RoundingMode mode) {
        return of(toDecimal(0, mode));
    }

    BigDecimal toDecimal(int scale, RoundingMode mode) {
        return new BigDecimal(above).divide(new BigDecimal(below), scale, mode);
    }

    @Override
    public int compareTo(Fraction other) {
        return above.multiply(other.below).compareTo(other.above.multiply(below));
    }
}
