package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;

/**
 * Why usage costs what it costs: enough to do the sum again by hand.
 *
 * @param model for example {@code graduated}, or {@code converted of package}
 * @param quantity what was rated
 * @param steps in the order they were taken; their amounts sum to the rated amount
 */
public record Explanation(String model, BigDecimal quantity, List<Step> steps) {
    public Explanation {
        requireNonNull(model, "model");
        requireNonNull(quantity, "quantity");
        steps = List.copyOf(steps);
    }
}
