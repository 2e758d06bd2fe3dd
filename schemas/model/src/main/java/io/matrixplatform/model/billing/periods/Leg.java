package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a subscription's life with one standing, whose periods follow one grid. */
record Leg(Standing standing, Instant start, @Nullable Instant end, Steps steps, Stubs stubs) {
    /** Finds the step an instant lies in. */
    interface Steps {
        Grid.Slot containing(Instant moment);
    }

    Leg {
        requireNonNull(standing, "standing");
        requireNonNull(steps, "steps");
        requireNonNull(stubs, "stubs");
        if (end != null && !start.isBefore(end)) {
            throw new RuleViolation(
                    "end", "end-after-start", "it must end after its start " + start + ", not at " + end);
        }
    }

    /** One that is a single period, however long. */
    static Leg whole(Standing standing, Instant start, Instant end, ZoneTimeline zones) {
        Grid.Slot slot = new Grid.Slot(0, start, end, zones.dateOf(start), zones.dateOf(end));
        return new Leg(standing, start, end, moment -> slot, Stubs.SHORT);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(start) && (end == null || moment.isBefore(end));
    }

    /** @param before number of periods in the legs before */
    Period containing(Instant moment, long before, ZoneTimeline zones) {
        Grid.Slot high = steps.containing(moment);
        Grid.Slot low = lowest(high);
        while (endsAfter(high.end()) && areJoined(high, next(high))) {
            high = next(high);
        }
        Instant from = low.start().isBefore(start) ? start : low.start();
        Instant to = endsAfter(high.end()) || end == null ? high.end() : end;
        LocalDate fromDate = from.equals(low.start()) ? low.startDate() : zones.dateOf(from);
        LocalDate toDate = to.equals(high.end()) ? high.endDate() : zones.dateOf(to);
        return new Period(before + index(low), standing, from, to, fromDate, toDate, between(low, high));
    }

    /** @throws NullPointerException if the leg has no end */
    long count() {
        return index(lowest(steps.containing(requireNonNull(end, "end").minusNanos(1)))) + 1;
    }

    /** The first of the steps that make up one period with {@code slot}. */
    private Grid.Slot lowest(Grid.Slot slot) {
        Grid.Slot low = slot;
        while (low.start().isAfter(start) && areJoined(previous(low), low)) {
            low = previous(low);
        }
        return low;
    }

    private long index(Grid.Slot low) {
        Grid.Slot first = steps.containing(start);
        boolean afterJoint = low.number() > first.number() && endsAfter(first.end()) && areJoined(first, next(first));
        return low.number() - first.number() - (afterJoint ? 1 : 0);
    }

    private boolean areJoined(Grid.Slot one, Grid.Slot other) {
        boolean startsWithin = one.start().isBefore(start);
        boolean endsWithin = end != null && end.isBefore(other.end());
        return (startsWithin && stubs.first() == Stubs.Handling.LONG)
                || (endsWithin && stubs.last() == Stubs.Handling.LONG);
    }

    private boolean endsAfter(Instant boundary) {
        return end == null || end.isAfter(boundary);
    }

    private Grid.Slot next(Grid.Slot slot) {
        return steps.containing(slot.end());
    }

    private Grid.Slot previous(Grid.Slot slot) {
        return steps.containing(slot.start().minusNanos(1));
    }

    private List<Grid.Slot> between(Grid.Slot low, Grid.Slot high) {
        List<Grid.Slot> slots = new ArrayList<>(List.of(low));
        for (Grid.Slot slot = low; slot.number() != high.number(); ) {
            slot = next(slot);
            slots.add(slot);
        }
        return slots;
    }
}
