package io.matrixplatform.model.catalog.prices;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.List;

/** Each event says what it costs; the sum is multiplied, for example by 1.2 to resell with a margin. */
public record Dynamic(BigDecimal multiplier) implements Price {
    public Dynamic {
        Limits.price("multiplier", multiplier);
    }

    /** @throws RuleViolation {@code event-priced} if an event says nothing */
    @Override
    public Rated rate(Usage usage) {
        if (!(usage instanceof Usage.Events all)) {
            throw Usage.wrongForm("dynamic", "events");
        }
        BigDecimal units = BigDecimal.ZERO;
        BigDecimal prices = BigDecimal.ZERO;
        for (int i = 0; i < all.events().size(); i++) {
            Usage.Event event = all.events().get(i);
            BigDecimal price = event.price();
            if (price == null) {
                throw new RuleViolation("usage/events/" + i + "/price", "event-priced", "each event has a price");
            }
            units = units.add(event.quantity());
            prices = prices.add(price);
        }
        // Corrections may take back more than was used; that is rated as nothing, as with every model.
        prices = prices.max(BigDecimal.ZERO);
        Step step = Step.priced(Step.Kind.EVENT_PRICES, "", prices, multiplier, BigDecimal.ZERO);
        return Rated.of("dynamic", units, List.of(step));
    }
}
