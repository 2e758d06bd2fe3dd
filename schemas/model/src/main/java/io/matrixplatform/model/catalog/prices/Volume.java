package io.matrixplatform.model.catalog.prices;

import java.math.BigDecimal;
import java.util.List;

/** All units at the price of the tier that the total reaches: more usage can cost less. */
public record Volume(List<Tier> tiers, ZeroUsage zeroUsage) implements Price {
    public Volume {
        tiers = Tier.checked(tiers);
    }

    @Override
    public Rated rate(Usage usage) {
        BigDecimal units = Usage.totalOf(usage, "volume");
        if (units.signum() == 0 && zeroUsage == ZeroUsage.FREE) {
            return Rated.of("volume", units, List.of());
        }
        int reached = 0;
        while (tiers.get(reached).endsBefore(units)) {
            reached++;
        }
        Tier tier = tiers.get(reached);
        Step step = Step.priced(Step.Kind.TIER, Tier.name(reached), units, tier.unitPrice(), tier.fixed());
        return Rated.of("volume", units, List.of(step));
    }
}
