package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;

/**
 * Where a grid of periods is fastened: boundary zero, in local time.
 *
 * <p>The day is the one that was agreed, 1 to 31, and stays so: each month that is too short for it ends the period on its
 * own last day, and the next long month on the agreed one again.
 */
public record Anchor(YearMonth month, int day, LocalTime time) {
    /** The epoch's first Monday: calendar weeks are ISO weeks. */
    private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);

    public Anchor {
        requireNonNull(month, "month");
        requireNonNull(time, "time");
        if (day < 1 || day > 31) {
            throw new RuleViolation("anchor_day", "day-of-month", "an anchor's day is 1 to 31");
        }
    }

    /** Midnight of {@code date}. */
    public static Anchor of(LocalDate date) {
        return new Anchor(YearMonth.from(date), date.getDayOfMonth(), LocalTime.MIDNIGHT);
    }

    /**
     * Where the calendar fastens it: days and months count from 1 January 1970, weeks from the Monday after. So a month is a
     * month of the calendar, a quarter starts in January, April, July or October, and two months in an odd one.
     */
    public static Anchor calendar(Cadence cadence) {
        return of(cadence.unit() == Cadence.Unit.WEEK ? FIRST_MONDAY : LocalDate.EPOCH);
    }

    public Anchor withDay(int agreed) {
        return new Anchor(month, agreed, time);
    }

    public Anchor at(LocalTime agreed) {
        return new Anchor(month, day, agreed);
    }

    /** The local date that is {@code months} after the anchor, with the agreed day or the month's last. */
    LocalDate dateAfterMonths(long months) {
        YearMonth there = month.plusMonths(months);
        return there.atDay(Math.min(day, there.lengthOfMonth()));
    }

    LocalDateTime local() {
        return dateAfterMonths(0).atTime(time);
    }
}
