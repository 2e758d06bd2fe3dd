package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The units above the tier before and up to {@code upTo}, that one included: 10 still belongs to a tier up to 10, and
 * 10.001 to the next.
 *
 * @param upTo null for the last one, which is open-ended
 * @param fixed due once when the tier is entered, whatever the units in it
 */
public record Tier(@Nullable BigDecimal upTo, BigDecimal unitPrice, BigDecimal fixed) {
    public Tier {
        requireNonNull(unitPrice, "unitPrice");
        requireNonNull(fixed, "fixed");
        if (upTo != null) {
            Limits.positive("up_to", upTo);
        }
        Limits.price("unit_price", unitPrice);
        Limits.price("fixed", fixed);
    }

    /** Whether so much usage goes beyond this tier. */
    boolean endsBefore(BigDecimal units) {
        return upTo != null && upTo.compareTo(units) < 0;
    }

    /** @throws RuleViolation {@code tiers-ascend}, {@code tiers-end-open} or {@code tiers-present} */
    static List<Tier> checked(List<Tier> tiers) {
        if (tiers.isEmpty()) {
            throw new RuleViolation("tiers", "tiers-present", "at least one tier");
        }
        BigDecimal floor = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            BigDecimal upTo = tiers.get(i).upTo;
            boolean last = i == tiers.size() - 1;
            if (last != (upTo == null)) {
                throw new RuleViolation(
                        "tiers/" + i + "/up_to", "tiers-end-open", "the last tier, and only that, has no up_to");
            }
            if (upTo != null) {
                if (upTo.compareTo(floor) <= 0) {
                    throw new RuleViolation(
                            "tiers/" + i + "/up_to",
                            "tiers-ascend",
                            upTo.toPlainString() + " must be above " + floor.toPlainString());
                }
                floor = upTo;
            }
        }
        return List.copyOf(tiers);
    }

    /**
     * Each tier prices the units inside it.
     *
     * @param shift decimals by which the unit price is moved: 2 where it is a percentage
     */
    static Rated graduated(String model, List<Tier> tiers, ZeroUsage zeroUsage, BigDecimal units, int shift) {
        if (units.signum() == 0 && zeroUsage == ZeroUsage.FREE) {
            return Rated.of(model, units, List.of());
        }
        List<Step> steps = new ArrayList<>(tiers.size());
        BigDecimal floor = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            boolean beyond = tier.endsBefore(units);
            BigDecimal top = beyond && tier.upTo != null ? tier.upTo : units;
            BigDecimal price = shift == 0 ? tier.unitPrice : tier.unitPrice.movePointLeft(shift);
            steps.add(Step.priced(Step.Kind.TIER, name(i), top.subtract(floor), price, tier.fixed));
            if (!beyond) {
                break;
            }
            floor = top;
        }
        return Rated.of(model, units, steps);
    }

    /** The number people give it: the first is 1. */
    static String name(int position) {
        return position < NAMES.length ? NAMES[position] : Integer.toString(position + 1);
    }

    private static final String[] NAMES = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
}
