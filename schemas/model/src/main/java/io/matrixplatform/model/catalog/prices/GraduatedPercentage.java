package io.matrixplatform.model.catalog.prices;

import java.util.List;

/** A percentage of the amount in each tier. A tier's unit price is the percentage: 2.5 is 2.5 %. */
public record GraduatedPercentage(List<Tier> tiers, ZeroUsage zeroUsage) implements Price {
    public GraduatedPercentage {
        tiers = Tier.checked(tiers);
    }

    @Override
    public Rated rate(Usage usage) {
        return Tier.graduated(
                "graduated-percentage", tiers, zeroUsage, Usage.totalOf(usage, "graduated-percentage"), 2);
    }
}
