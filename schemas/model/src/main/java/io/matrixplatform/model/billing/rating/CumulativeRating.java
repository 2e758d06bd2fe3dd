package io.matrixplatform.model.billing.rating;

import io.matrixplatform.model.catalog.prices.Rated;
import io.matrixplatform.model.catalog.prices.Usage;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.money.Rounding;
import io.matrixplatform.model.rules.RuleViolation;

/**
 * The one way usage gets onto a bill: price the period so far, and book the difference to what was booked. Usage that comes
 * late, is corrected or re-priced takes the same way, and so does the end of the period.
 *
 * <p>Payments and credit notes are no lines: what a note gave back is not billed again by usage that comes later.
 *
 * <p>The cost so far is rounded, not the line: else the lines of a period would drift from its cost.
 */
public final class CumulativeRating {
    private CumulativeRating() {}

    /**
     * @param soFar the usage of the period from its start until now, including what was booked already
     * @param booked what all earlier lines of this period sum to
     * @throws RuleViolation {@code booked-currency} if it was booked in another currency than the price has
     */
    public static RatedLine line(PriceVersion price, Usage soFar, Terms terms, Progress progress, Money booked) {
        if (!booked.currency().equals(price.currency())) {
            throw new RuleViolation(
                    "booked",
                    "booked-currency",
                    "booked in " + booked.currency() + " but priced in " + price.currency()
                            + ": start a line of its own");
        }
        Rated rated = price.price().rate(soFar);
        Ratio usage = Ratio.of(rated.amount());
        Ratio overage = terms.surcharge(rated.amount(), progress.served());
        Ratio cut = terms.cut(usage.plus(overage));
        Ratio cost = usage.plus(overage).plus(cut);
        Ratio raise = progress.ended() ? terms.raise(cost, progress.served()) : Ratio.ZERO;
        Money total = Rounding.toMinorUnits(cost.plus(raise), price.currency());
        return new RatedLine(
                total.minus(booked),
                total,
                booked,
                new RatedLine.Parts(usage, overage, cut, raise),
                price.version(),
                rated.explanation());
    }
}
