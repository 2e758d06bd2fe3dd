package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One billing period, half-open.
 *
 * @param index counted from the subscription's start, which is in period 0
 * @param startDate local date at the start
 * @param endDate local date at the end: the first that is not in the period, if it ends at midnight
 * @param slots the steps of the grid it lies in: one, or several when a stub was joined with its neighbour
 */
public record Period(
        long index,
        Standing standing,
        Instant start,
        Instant end,
        LocalDate startDate,
        LocalDate endDate,
        List<Grid.Slot> slots) {
    public Period {
        requireNonNull(standing, "standing");
        requireNonNull(startDate, "startDate");
        requireNonNull(endDate, "endDate");
        slots = List.copyOf(slots);
        if (!start.isBefore(end) || slots.isEmpty()) {
            throw new IllegalArgumentException("a period is never empty: [" + start + ", " + end + ")");
        }
    }

    /** Where the first of its steps begins, be it before the subscription does. */
    public Instant wholeStart() {
        return slots.get(0).start();
    }

    public Instant wholeEnd() {
        return slots.get(slots.size() - 1).end();
    }

    /** Whether it is more or less than one step of the grid. */
    public boolean isStub() {
        return slots.size() > 1 || !start.equals(wholeStart()) || !end.equals(wholeEnd());
    }
}
