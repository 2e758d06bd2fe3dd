package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The boundaries of one cadence, from an anchor in both directions without end. Boundary {@code n} is computed from the
 * anchor and never from boundary {@code n - 1}, so nothing drifts.
 *
 * <p>Two boundaries may be one instant, when a zone skips a whole day or a tenant moves east: the slot between them does not
 * exist, and its number is left out.
 */
public record Grid(Cadence cadence, Anchor anchor, ZoneTimeline zones) {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

    public Grid {
        requireNonNull(cadence, "cadence");
        requireNonNull(anchor, "anchor");
        requireNonNull(zones, "zones");
    }

    /** One step of the grid: never empty, never a stub. */
    public record Slot(long number, Instant start, Instant end, LocalDate startDate, LocalDate endDate) {}

    /** @throws RuleViolation if {@code moment} is before the year 1900 or after 2499 */
    public Slot containing(Instant moment) {
        if (moment.isBefore(EARLIEST) || !moment.isBefore(LATEST)) {
            throw new RuleViolation(
                    "", "time-in-range", "periods are known from the year 1900 to 2499, not at " + moment);
        }
        long number = estimate(moment);
        Instant start = boundary(number);
        while (start.isAfter(moment)) {
            start = boundary(--number);
        }
        Instant end = boundary(number + 1);
        while (!end.isAfter(moment)) {
            start = end;
            end = boundary(++number + 1);
        }
        return new Slot(number, start, end, dateOf(number, start), dateOf(number + 1, end));
    }

    /** Off by a step or two at most: the local date leaves open what time it is and how a month was clamped. */
    private long estimate(Instant moment) {
        if (isElapsed()) {
            Duration since = Duration.between(boundary(0), moment);
            return Math.floorDiv(
                    since.toSeconds(), Duration.ofHours(cadence.count()).toSeconds());
        }
        LocalDate date = zones.dateOf(moment);
        if (cadence.months() > 0) {
            long months = ChronoUnit.MONTHS.between(anchor.month().atDay(1), date.withDayOfMonth(1));
            return Math.floorDiv(months, cadence.months());
        }
        return Math.floorDiv(ChronoUnit.DAYS.between(anchor.local().toLocalDate(), date), cadence.days());
    }

    Instant boundary(long number) {
        return isElapsed()
                ? zones.instantOf(anchor.local()).plus(number * cadence.count(), ChronoUnit.HOURS)
                : zones.instantOf(local(number));
    }

    private LocalDateTime local(long number) {
        LocalDate date = cadence.months() > 0
                ? anchor.dateAfterMonths(number * cadence.months())
                : anchor.dateAfterMonths(0).plusDays(number * cadence.days());
        return date.atTime(anchor.time());
    }

    private LocalDate dateOf(long number, Instant boundary) {
        return isElapsed() ? zones.dateOf(boundary) : local(number).toLocalDate();
    }

    private boolean isElapsed() {
        return cadence.unit() == Cadence.Unit.HOUR;
    }
}
