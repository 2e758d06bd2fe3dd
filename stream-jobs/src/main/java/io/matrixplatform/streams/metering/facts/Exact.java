package io.matrixplatform.streams.metering.facts;

import java.math.BigDecimal;

/** When a decimal number can be carried as a {@code long} and lose nothing. */
final class Exact {
    private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

    private Exact() {}

    static boolean isLong(BigDecimal value) {
        return value.abs().compareTo(LIMIT) <= 0 && value.stripTrailingZeros().scale() <= 0;
    }
}
