package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Usage in another unit before it is rated, for example bytes as begun GB. It is the total of the period that is converted
 * and rounded: three times 0.9 of a unit are 3 units and not 3 × 1 begun ones of each part.
 *
 * @param per so many metered units are one billed unit
 * @param rounding of the billed units to {@code decimals}
 */
public record Converted(BigDecimal per, RoundingMode rounding, int decimals, Price price) implements Price {
    public Converted {
        requireNonNull(rounding, "rounding");
        requireNonNull(price, "price");
        Limits.positive("per", per);
        if (decimals < 0 || decimals > Limits.MAX_DECIMALS) {
            throw new RuleViolation("decimals", "decimals-range", "0 to " + Limits.MAX_DECIMALS + " decimals");
        }
        if (rounding == RoundingMode.UNNECESSARY) {
            throw new RuleViolation("rounding", "rounding-mode", "up, down, half_up, half_even or half_down");
        }
    }

    @Override
    public Rated rate(Usage usage) {
        BigDecimal metered = Usage.totalOf(usage, "converted");
        BigDecimal billed = metered.divide(per, decimals, rounding);
        return price.rate(new Usage.Total(billed))
                .through("converted", metered, Step.note(Step.Kind.CONVERSION, billed));
    }
}
