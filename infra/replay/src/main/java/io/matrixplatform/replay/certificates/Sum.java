package io.matrixplatform.replay.certificates;

import java.math.BigDecimal;

/** How much some facts come to. */
record Sum(BigDecimal quantity, long facts) {
    static final Sum NOTHING = new Sum(BigDecimal.ZERO, 0);

    Sum plus(Sum other) {
        return new Sum(quantity.add(other.quantity), facts + other.facts);
    }

    Sum negated() {
        return new Sum(quantity.negate(), -facts);
    }

    /** As certificates write decimals. */
    String text() {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
