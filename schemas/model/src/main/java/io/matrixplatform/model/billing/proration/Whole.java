package io.matrixplatform.model.billing.proration;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.billing.periods.Grid;
import io.matrixplatform.model.billing.periods.Period;
import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/** A whole period, half-open, that parts are shares of. */
public record Whole(Instant start, Instant end, ZoneTimeline zones) {
    private static final int MONTH = 30;

    public Whole {
        requireNonNull(zones, "zones");
        if (!start.isBefore(end)) {
            throw new RuleViolation("end", "end-after-start", "a period ends after its start " + start);
        }
    }

    /** The share that a billing period is of its step of the grid; of several steps, the sum. */
    public static Ratio shareOf(Period period, ZoneTimeline zones, DayCount count) {
        Ratio sum = Ratio.ZERO;
        for (Grid.Slot slot : period.slots()) {
            Instant from = later(period.start(), slot.start());
            Instant to = period.end().isBefore(slot.end()) ? period.end() : slot.end();
            sum = sum.plus(new Whole(slot.start(), slot.end(), zones).share(from, to, count));
        }
        return sum;
    }

    /**
     * The share of {@code [from, to)}, which must lie within the period. The shares of neighbours add up.
     *
     * @throws RuleViolation if it does not, or {@code FIXED_30} is asked for a period that is not months long
     */
    public Ratio share(Instant from, Instant to, DayCount count) {
        return share(from, to, start, count);
    }

    /** @param denominatorFrom where the denominator starts; by all rights the period does */
    Ratio share(Instant from, Instant to, Instant denominatorFrom, DayCount count) {
        if (from.isBefore(start) || to.isBefore(from) || end.isBefore(to)) {
            throw new RuleViolation("", "part-in-period", "a part lies within its period [" + start + ", " + end + ")");
        }
        if (count == DayCount.NONE) {
            return from.isBefore(to) ? Ratio.ONE : Ratio.ZERO;
        }
        long denominator = position(end, count) - position(denominatorFrom, count);
        if (denominator <= 0) {
            throw new RuleViolation(
                    "period", "period-has-days", "a period without a whole day cannot be counted in days");
        }
        return Ratio.of(position(to, count) - position(from, count), denominator);
    }

    private long position(Instant moment, DayCount count) {
        return count == DayCount.SECOND
                ? ChronoUnit.MICROS.between(start, moment)
                : count == DayCount.DAY
                        ? ChronoUnit.DAYS.between(zones.dateOf(start), zones.dateOf(moment))
                        : fixed(zones.dateOf(start), zones.dateOf(moment), zones.dateOf(end));
    }

    private static long fixed(LocalDate start, LocalDate moment, LocalDate end) {
        long whole = ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(end)) * MONTH;
        if (whole == 0 || !areMonthsApart(start, end)) {
            throw new RuleViolation(
                    "options/mode", "fixed-30-months", "fixed_30 is for periods of whole months; count others by day");
        }
        if (!moment.isBefore(end)) {
            return whole;
        }
        long months = ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(moment));
        return Math.min(whole, months * MONTH + dayOf(moment) - dayOf(start));
    }

    /** The same day, or either was clamped to the end of its month. */
    private static boolean areMonthsApart(LocalDate start, LocalDate end) {
        return start.getDayOfMonth() == end.getDayOfMonth()
                || (isLastOfMonth(start) && start.getDayOfMonth() < end.getDayOfMonth())
                || (isLastOfMonth(end) && end.getDayOfMonth() < start.getDayOfMonth());
    }

    private static boolean isLastOfMonth(LocalDate date) {
        return date.getDayOfMonth() == date.lengthOfMonth();
    }

    private static int dayOf(LocalDate date) {
        return Math.min(date.getDayOfMonth(), MONTH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
