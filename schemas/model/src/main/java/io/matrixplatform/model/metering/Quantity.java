package io.matrixplatform.model.metering;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** How much of something, exact: at most 20 integer digits and 18 decimals. Equal whatever the trailing zeros. */
public record Quantity(BigDecimal value) {
    /** Decimals on the wire and in the database. */
    public static final int SCALE = 18;

    public static final int MAX_INTEGER_DIGITS = 20;
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        requireNonNull(value, "value");
        // Before the zeros are stripped: stripping 1E+2000000000 fails in a way of its own.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException("a quantity has at most " + MAX_INTEGER_DIGITS + " integer digits");
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (value.scale() > SCALE) {
            throw new IllegalArgumentException("a quantity has at most " + SCALE + " decimals");
        }
    }

    public static Quantity of(long value) {
        return new Quantity(BigDecimal.valueOf(value));
    }

    /** @throws IllegalArgumentException if the sum has more digits than a quantity may have */
    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    /** The value as it stands on the wire: with exactly {@link #SCALE} decimals. */
    public BigDecimal toWire() {
        return value.setScale(SCALE);
    }

    /** The value when it is integral and fits, which lets a column store sum it exactly. */
    public OptionalLong asLong() {
        if (value.scale() > 0 || value.toBigInteger().bitLength() >= Long.SIZE) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.longValueExact());
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
