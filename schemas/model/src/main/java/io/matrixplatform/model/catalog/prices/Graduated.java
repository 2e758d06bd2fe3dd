package io.matrixplatform.model.catalog.prices;

import java.util.List;

/** Each tier prices only the units that fall inside it, and each tier that is entered costs its fixed amount once. */
public record Graduated(List<Tier> tiers, ZeroUsage zeroUsage) implements Price {
    public Graduated {
        tiers = Tier.checked(tiers);
    }

    @Override
    public Rated rate(Usage usage) {
        return Tier.graduated("graduated", tiers, zeroUsage, Usage.totalOf(usage, "graduated"), 0);
    }
}
