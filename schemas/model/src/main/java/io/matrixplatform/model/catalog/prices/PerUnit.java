package io.matrixplatform.model.catalog.prices;

import java.math.BigDecimal;
import java.util.List;

/** Each unit at the same price. */
public record PerUnit(BigDecimal unitPrice) implements Price {
    public PerUnit {
        Limits.price("unit_price", unitPrice);
    }

    @Override
    public Rated rate(Usage usage) {
        BigDecimal units = Usage.totalOf(usage, "per-unit");
        return Rated.of(
                "per-unit", units, List.of(Step.priced(Step.Kind.UNITS, "", units, unitPrice, BigDecimal.ZERO)));
    }
}
