package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.util.Locale;

/** How often a period ends: every {@code count} units, for example every three months. */
public record Cadence(Unit unit, int count) {
    public static final int MAX_COUNT = 1_000;

    /** What a cadence counts in. */
    public enum Unit {
        /** An hour that has passed, whatever clocks were put forward or back. */
        HOUR(0, 0),
        DAY(1, 0),
        WEEK(7, 0),
        MONTH(0, 1),
        QUARTER(0, 3),
        HALF_YEAR(0, 6),
        YEAR(0, 12);

        private final int days;
        private final int months;

        Unit(int days, int months) {
            this.days = days;
            this.months = months;
        }

        /** As documents write it, for example {@code half_year}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Cadence {
        requireNonNull(unit, "unit");
        if (count < 1 || count > MAX_COUNT) {
            throw new RuleViolation("count", "count-in-range", "a cadence counts 1 to " + MAX_COUNT + " units");
        }
    }

    public static Cadence of(Unit unit) {
        return new Cadence(unit, 1);
    }

    /** Of one step; zero unless the unit is months long. */
    int months() {
        return unit.months * count;
    }

    /** Of one step; zero unless the unit is days long. */
    int days() {
        return unit.days * count;
    }
}
