package io.matrixplatform.model.catalog.prices;

import java.math.BigDecimal;
import java.util.List;

/** The same amount for every period, whatever was used. */
public record Flat(BigDecimal amount, ZeroUsage zeroUsage) implements Price {
    public Flat {
        Limits.price("amount", amount);
    }

    @Override
    public Rated rate(Usage usage) {
        BigDecimal units = Usage.totalOf(usage, "flat");
        if (units.signum() == 0 && zeroUsage == ZeroUsage.FREE) {
            return Rated.of("flat", units, List.of());
        }
        return Rated.of("flat", units, List.of(Step.fixed(Step.Kind.FLAT, units, amount)));
    }
}
