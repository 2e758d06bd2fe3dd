package io.matrixplatform.model.catalog.prices;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Whole packages, after the free units: one that is begun is paid in full. */
public record PackagePrice(BigDecimal size, BigDecimal price, BigDecimal freeUnits) implements Price {
    public PackagePrice {
        Limits.positive("size", size);
        Limits.price("price", price);
        Limits.price("free_units", freeUnits);
    }

    @Override
    public Rated rate(Usage usage) {
        BigDecimal units = Usage.totalOf(usage, "package");
        BigDecimal free = units.min(freeUnits);
        BigDecimal packages = units.subtract(free).divide(size, 0, RoundingMode.CEILING);
        return Rated.of(
                "package",
                units,
                List.of(
                        Step.note(Step.Kind.FREE, free),
                        Step.priced(Step.Kind.PACKAGES, "", packages, price, BigDecimal.ZERO)));
    }
}
