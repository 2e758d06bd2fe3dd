package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An exact amount, not rounded, and how it came about. */
public record Rated(BigDecimal amount, Explanation explanation) {
    public Rated {
        requireNonNull(amount, "amount");
        requireNonNull(explanation, "explanation");
    }

    static Rated of(String model, BigDecimal quantity, List<Step> steps) {
        BigDecimal amount = BigDecimal.ZERO;
        for (int i = 0; i < steps.size(); i++) {
            amount = amount.add(steps.get(i).amount());
        }
        return new Rated(amount, new Explanation(model, quantity, steps));
    }

    /** The same amount, reached through a model around the one that rated it. */
    Rated through(String model, BigDecimal quantity, Step first) {
        List<Step> steps = new ArrayList<>(explanation.steps().size() + 1);
        steps.add(first);
        steps.addAll(explanation.steps());
        return new Rated(amount, new Explanation(model + " of " + explanation.model(), quantity, steps));
    }
}
