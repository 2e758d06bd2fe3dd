package io.matrixplatform.model.catalog.prices;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The usage of one period so far, in the form that a price model needs. */
public sealed interface Usage {
    static Usage of(long quantity) {
        return new Total(BigDecimal.valueOf(quantity));
    }

    /** What was used altogether, for the models to which nothing else matters. */
    record Total(BigDecimal quantity) implements Usage {
        public Total {
            requireNonNull(quantity, "quantity");
        }
    }

    /** Each event by itself, in the order in which they count against allowances. */
    record Events(List<Event> events) implements Usage {
        public Events {
            events = List.copyOf(events);
        }
    }

    /** @param price what the event itself says it costs, for {@link Dynamic} */
    record Event(BigDecimal quantity, @Nullable BigDecimal price) {
        public Event {
            requireNonNull(quantity, "quantity");
        }
    }

    /** What was used by each combination of dimensions. */
    record Cells(Map<Dimensions, BigDecimal> quantities) implements Usage {
        public Cells {
            quantities = Map.copyOf(quantities);
        }
    }

    /**
     * How much was held at each time of {@code [from, to)}: {@code initial} at its start, then each change's level until the
     * next. Of several changes at one instant the last listed counts.
     */
    record Levels(Instant from, Instant to, BigDecimal initial, List<Change> changes) implements Usage {
        public Levels {
            requireNonNull(initial, "initial");
            if (!from.isBefore(to)) {
                throw new RuleViolation("to", "window-ends-after-start", "a window ends after it starts");
            }
            for (int i = 0; i < changes.size(); i++) {
                Instant at = changes.get(i).at();
                if (at.isBefore(from) || !at.isBefore(to)) {
                    throw new RuleViolation(
                            "changes/" + i + "/at",
                            "change-inside-window",
                            "a change is at " + from + " or later, before " + to);
                }
            }
            // Stable: changes of one instant keep the order in which they were told.
            changes = changes.stream().sorted(Comparator.comparing(Change::at)).toList();
        }
    }

    record Change(Instant at, BigDecimal level) {
        public Change {
            requireNonNull(at, "at");
            requireNonNull(level, "level");
        }
    }

    /** The total, never below zero. */
    private BigDecimal total(String model) {
        if (this instanceof Total total) {
            return total.quantity.signum() < 0 ? BigDecimal.ZERO : total.quantity;
        }
        throw wrongForm(model, "a quantity");
    }

    /** @throws RuleViolation {@code usage-form} if this is not a total */
    static BigDecimal totalOf(Usage usage, String model) {
        return usage.total(model);
    }

    static RuleViolation wrongForm(String model, String form) {
        return new RuleViolation("usage", "usage-form", "the " + model + " model rates " + form);
    }
}
