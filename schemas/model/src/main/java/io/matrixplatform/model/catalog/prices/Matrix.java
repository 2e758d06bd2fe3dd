package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A price by dimensions: each combination of values is rated by the entry that matches the most of them, the earlier of
 * equals. Combinations of one entry are rated together, so that they share its tiers.
 *
 * @param entries one without conditions matches whatever no other does
 */
public record Matrix(List<Entry> entries) implements Price {
    /** @param match the values that the dimensions must have; those not named may have any */
    public record Entry(Dimensions match, Price price) {
        public Entry {
            requireNonNull(match, "match");
            requireNonNull(price, "price");
        }

        private boolean matches(Dimensions cell) {
            return cell.values().entrySet().containsAll(match.values().entrySet());
        }
    }

    public Matrix {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new RuleViolation("entries", "entries-present", "at least one entry");
        }
        Set<Dimensions> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!seen.add(entries.get(i).match)) {
                throw new RuleViolation("entries/" + i + "/match", "entries-differ", "two entries match the same");
            }
        }
    }

    /** @throws RuleViolation {@code cell-priced} if no entry matches a combination that was used */
    @Override
    public Rated rate(Usage usage) {
        if (!(usage instanceof Usage.Cells cells)) {
            throw Usage.wrongForm("matrix", "cells");
        }
        BigDecimal[] quantities = new BigDecimal[entries.size()];
        for (Map.Entry<Dimensions, BigDecimal> cell : cells.quantities().entrySet()) {
            int entry = entryFor(cell.getKey());
            BigDecimal before = quantities[entry];
            quantities[entry] = before == null ? cell.getValue() : before.add(cell.getValue());
        }
        BigDecimal units = BigDecimal.ZERO;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < quantities.length; i++) {
            if (quantities[i] == null) {
                continue;
            }
            Rated rated = entries.get(i).price.rate(new Usage.Total(quantities[i]));
            units = units.add(rated.explanation().quantity());
            steps.add(new Step(
                    Step.Kind.CELL,
                    entries.get(i).match.toJson(),
                    rated.explanation().quantity(),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO));
            steps.addAll(rated.explanation().steps());
        }
        return Rated.of("matrix", units, steps);
    }

    private int entryFor(Dimensions cell) {
        int best = -1;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).matches(cell)
                    && (best < 0
                            || entries.get(i).match.values().size()
                                    > entries.get(best).match.values().size())) {
                best = i;
            }
        }
        if (best < 0) {
            throw new RuleViolation(
                    "usage/cells",
                    "cell-priced",
                    "no entry matches " + cell + ": add one, or one that matches the rest");
        }
        return best;
    }
}
