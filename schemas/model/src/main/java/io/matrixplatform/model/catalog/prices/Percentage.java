package io.matrixplatform.model.catalog.prices;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A percentage of each event's amount and a fee per event, for example of payments: 2.9 % and 0.30, at least 0.50, at most 20
 * an event.
 *
 * <p>Allowances are used up in the order of the events. An event is free while free events and free units last, whichever ends
 * first; one that the free units cover in part pays the percentage on the rest, the fee, and no less than the minimum. What is
 * free has neither fee nor minimum. Events of zero or less are free and use up no allowance.
 *
 * @param rate in percent: 2.9 is 2.9 %
 * @param freeEvents null if events are not counted; 0 means none is free
 * @param freeUnits null if amounts are not counted; 0 means none is free
 */
public record Percentage(
        BigDecimal rate,
        BigDecimal eventFee,
        @Nullable BigDecimal eventMinimum,
        @Nullable BigDecimal eventMaximum,
        @Nullable Integer freeEvents,
        @Nullable BigDecimal freeUnits)
        implements Price {
    public Percentage {
        Limits.price("rate", rate);
        Limits.price("event_fee", eventFee);
        Limits.optional("event_minimum", eventMinimum);
        Limits.optional("event_maximum", eventMaximum);
        Limits.optional("free_units", freeUnits);
        if (freeEvents != null && freeEvents < 0) {
            throw new RuleViolation("free_events", "not-negative", "zero or more events are free");
        }
        if (eventMinimum != null && eventMaximum != null && eventMinimum.compareTo(eventMaximum) > 0) {
            throw new RuleViolation("event_maximum", "maximum-covers-minimum", "the maximum is not below the minimum");
        }
    }

    /** A total serves as well where nothing is counted by the event. */
    @Override
    public Rated rate(Usage usage) {
        Sums sums = new Sums(freeEvents, freeUnits);
        if (usage instanceof Usage.Events all) {
            all.events().forEach(event -> sums.add(event.quantity()));
        } else if (eventFee.signum() == 0 && eventMinimum == null && eventMaximum == null && freeEvents == null) {
            sums.add(Usage.totalOf(usage, "percentage"));
        } else {
            throw Usage.wrongForm("percentage", "events where fees, limits or allowances are by the event");
        }
        return Rated.of(
                "percentage",
                sums.free.add(sums.charged),
                List.of(
                        Step.note(Step.Kind.FREE, sums.free),
                        Step.priced(Step.Kind.RATE, "", sums.charged, rate.movePointLeft(2), BigDecimal.ZERO),
                        Step.priced(Step.Kind.EVENT_FEES, "", BigDecimal.valueOf(sums.fees), eventFee, BigDecimal.ZERO),
                        Step.fixed(Step.Kind.EVENT_MINIMUM, BigDecimal.valueOf(sums.raised), sums.raise),
                        Step.fixed(Step.Kind.EVENT_MAXIMUM, BigDecimal.valueOf(sums.cut), sums.cutOff.negate())));
    }

    /** Lives for one call only. */
    private final class Sums {
        private final boolean byEvents;
        private final boolean byUnits;
        private int eventsLeft;
        private BigDecimal unitsLeft;
        private BigDecimal free = BigDecimal.ZERO;
        private BigDecimal charged = BigDecimal.ZERO;
        private long fees;
        private long raised;
        private BigDecimal raise = BigDecimal.ZERO;
        private long cut;
        private BigDecimal cutOff = BigDecimal.ZERO;

        Sums(@Nullable Integer freeEvents, @Nullable BigDecimal freeUnits) {
            byEvents = freeEvents != null;
            byUnits = freeUnits != null;
            eventsLeft = freeEvents == null ? 0 : freeEvents;
            unitsLeft = freeUnits == null ? BigDecimal.ZERO : freeUnits;
        }

        void add(BigDecimal amount) {
            if (amount.signum() <= 0) {
                return;
            }
            BigDecimal allowed = allowance(amount);
            free = free.add(allowed);
            BigDecimal rest = amount.subtract(allowed);
            if (rest.signum() > 0) {
                charge(rest);
            }
        }

        private BigDecimal allowance(BigDecimal amount) {
            boolean none = !byEvents && !byUnits;
            boolean usedUp = byEvents && eventsLeft == 0;
            if (none || usedUp) {
                return BigDecimal.ZERO;
            }
            eventsLeft--;
            if (!byUnits) {
                return amount;
            }
            BigDecimal allowed = amount.min(unitsLeft);
            unitsLeft = unitsLeft.subtract(allowed);
            return allowed;
        }

        private void charge(BigDecimal amount) {
            charged = charged.add(amount);
            fees++;
            BigDecimal price = amount.multiply(rate).movePointLeft(2).add(eventFee);
            if (eventMinimum != null && price.compareTo(eventMinimum) < 0) {
                raised++;
                raise = raise.add(eventMinimum.subtract(price));
            } else if (eventMaximum != null && price.compareTo(eventMaximum) > 0) {
                cut++;
                cutOff = cutOff.add(price.subtract(eventMaximum));
            }
        }
    }
}
