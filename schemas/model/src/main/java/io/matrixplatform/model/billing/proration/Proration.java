package io.matrixplatform.model.billing.proration;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one item costs in one period that it is charged for in advance, as it changes: each change credits what is left of the
 * item before and charges what is left for the one after. What starts at an instant starts before what changes at it.
 */
public final class Proration {
    private final Convention convention;
    private final int decimals;

    /** @param decimals amounts are rounded to, HALF_UP: the minor unit of the currency */
    public Proration(Convention convention, int decimals) {
        this.convention = requireNonNull(convention, "convention");
        if (decimals < 0 || decimals > 18) {
            throw new RuleViolation("options/decimals", "decimals-in-range", "amounts are rounded to 0 to 18 decimals");
        }
        this.decimals = decimals;
    }

    /**
     * The item as a period opens with it.
     *
     * @param from when charging starts: the period's start, or the subscription's or a trial's end within it; changes before
     *     it cost nothing
     * @param charged what was charged for the item already, with discounts; null if the charge is to be a line
     */
    public record Opening(
            Whole period, Item item, Instant from, @Nullable BigDecimal charged) {
        public Opening {
            requireNonNull(item, "item");
            if (from.isBefore(period.start()) || !from.isBefore(period.end())) {
                throw new RuleViolation("from", "part-in-period", "charging starts within the period, not at " + from);
            }
            if (charged != null && charged.signum() < 0) {
                throw new RuleViolation("charged", "not-negative", "what was charged is not below zero");
            }
        }
    }

    /**
     * All lines in the order they arise.
     *
     * @throws RuleViolation if a change lies outside the period, or cancels or resumes what is not there to
     */
    public List<ProratedLine> lines(Opening opening, List<Change> changes) {
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparing(Change::at));
        Book book = new Book(opening);
        for (Change change : ordered) {
            if (!change.at().isBefore(opening.from())) {
                book.open();
            }
            book.apply(change);
        }
        book.open();
        return book.lines;
    }

    private BigDecimal rounded(Ratio exact) {
        return exact.rounded(decimals, RoundingMode.HALF_UP);
    }

    /** What has been charged and credited so far, while the changes are gone through. */
    private final class Book {
        private final List<ProratedLine> lines = new ArrayList<>();
        private final Opening opening;
        private Whole period;
        private Instant denominatorFrom;
        private Item item;
        private boolean active = true;
        private boolean opened;
        private BigDecimal creditable = BigDecimal.ZERO;
        private BigDecimal booked = BigDecimal.ZERO;
        private Ratio exact = Ratio.ZERO;

        Book(Opening opening) {
            this.opening = opening;
            this.item = opening.item();
            this.period = opening.period();
            this.denominatorFrom =
                    convention.denominator() == Convention.Denominator.STARTED ? opening.from() : period.start();
        }

        void open() {
            if (opened) {
                return;
            }
            opened = true;
            BigDecimal charged = opening.charged();
            if (charged != null) {
                creditable = charged;
                booked = charged;
                exact = Ratio.of(charged);
            } else if (active) {
                charge(opening.from());
            }
        }

        void apply(Change change) {
            if (change.at().isBefore(period.start()) || !change.at().isBefore(period.end())) {
                throw new RuleViolation(
                        "changes",
                        "change-in-period",
                        "a change lies within [" + period.start() + ", " + period.end() + "), not at " + change.at());
            }
            if (change instanceof Change.Switch to) {
                replace(to.to(), effective(to.at(), convention.changeDay() == Convention.ChangeDay.OLD));
            } else if (change instanceof Change.Restart to) {
                restart(to);
            } else if (change instanceof Change.Cancel) {
                requireActive(true, "cancelled");
                credit(effective(change.at(), convention.cancelDay() == Convention.CancelDay.CHARGED), Ratio.ZERO);
                active = false;
            } else {
                requireActive(false, "resumed");
                active = true;
                charge(effective(change.at(), convention.cancelDay() == Convention.CancelDay.CHARGED));
            }
        }

        private void replace(Item to, Instant at) {
            if (opened && active && convention.count() != DayCount.NONE) {
                credit(at, Ratio.of(to.amount()).times(share(at)));
                item = to;
                charge(at);
            }
            item = to;
        }

        private void restart(Change.Restart change) {
            if (!change.period().start().equals(change.at())) {
                throw new RuleViolation(
                        "changes", "restart-at-start", "the new period starts at the change " + change.at());
            }
            if (opened && active) {
                credit(change.at(), Ratio.of(change.to().amount()));
            }
            opened = true;
            active = true;
            period = change.period();
            denominatorFrom = period.start();
            item = change.to();
            add(period.start(), Ratio.ONE);
        }

        private void requireActive(boolean wanted, String what) {
            if (active != wanted) {
                throw new RuleViolation(
                        "changes",
                        "cancel-then-resume",
                        "only what is " + (wanted ? "active" : "cancelled") + " is " + what);
            }
        }

        private Instant effective(Instant at, boolean nextDay) {
            if (!nextDay) {
                return at;
            }
            Instant next = period.zones()
                    .dateOf(at)
                    .plusDays(1)
                    .atStartOfDay(period.zones().at(at))
                    .toInstant();
            return next.isBefore(period.end()) ? next : period.end();
        }

        private Ratio share(Instant from) {
            return period.share(from, period.end(), denominatorFrom, convention.count());
        }

        private void charge(Instant from) {
            boolean again = convention.count() == DayCount.NONE && booked.signum() != 0;
            if (opened && !again) {
                add(from, share(from));
            }
        }

        private void add(Instant from, Ratio share) {
            Ratio due = Ratio.of(item.amount()).times(share);
            exact = exact.plus(due);
            creditable = rounded(due);
            book(ProratedLine.Type.CHARGE, from, share, creditable);
        }

        /** @param next what is charged in its place, exactly */
        private void credit(Instant from, Ratio next) {
            if (!opened || convention.count() == DayCount.NONE) {
                return;
            }
            Ratio share = share(from);
            Ratio undone = Ratio.of(item.amount()).times(share);
            exact = exact.plus(undone.negated());
            BigDecimal wanted = convention.netting() == Convention.Netting.LINE
                    ? rounded(undone)
                    : booked.add(rounded(next)).subtract(rounded(exact.plus(next)));
            BigDecimal credit = wanted.max(BigDecimal.ZERO).min(creditable);
            creditable = creditable.subtract(credit);
            book(ProratedLine.Type.CREDIT, from, share, credit.negate());
        }

        private void book(ProratedLine.Type type, Instant from, Ratio share, BigDecimal amount) {
            if (share.signum() != 0) {
                booked = booked.add(amount);
                lines.add(new ProratedLine(type, from, period.end(), item, share, amount));
            }
        }
    }
}
