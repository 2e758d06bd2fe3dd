package io.matrixplatform.model.billing.proration;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;

/** How a part of a period is charged; the names are the options that systems differ in. */
public record Convention(
        DayCount count, Denominator denominator, ChangeDay changeDay, CancelDay cancelDay, Netting netting) {
    /** By day, of the whole period, half-open, each line rounded by itself. */
    public static final Convention DEFAULT =
            new Convention(DayCount.DAY, Denominator.WHOLE, ChangeDay.NEW, CancelDay.CREDITED, Netting.LINE);

    /** What a part is a share of. */
    public enum Denominator {
        WHOLE,
        /** What is left of the period when the subscription starts in it. */
        STARTED
    }

    /** To what the day of a change belongs. */
    public enum ChangeDay {
        NEW,
        OLD
    }

    /** Whether the day of a cancellation is credited, or charged as one that was used. */
    public enum CancelDay {
        CREDITED,
        CHARGED
    }

    /** Where fractions of a minor unit go. */
    public enum Netting {
        /** Each charge and each credit is rounded by itself. */
        LINE,
        /** Charges are rounded, and a credit is what is left to the rounded exact sum of everything so far. */
        CUMULATIVE
    }

    public Convention {
        requireNonNull(denominator, "denominator");
        requireNonNull(netting, "netting");
        boolean shiftsADay = changeDay == ChangeDay.OLD || cancelDay == CancelDay.CHARGED;
        if (count == DayCount.SECOND && shiftsADay) {
            throw new RuleViolation(
                    "options/mode",
                    "days-are-counted",
                    "whose a day is, is asked only where days are counted, not seconds");
        }
    }
}
