package io.matrixplatform.model.billing.rating;

import io.matrixplatform.model.catalog.prices.Explanation;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;

/**
 * What is to be booked now.
 *
 * @param amount {@code soFar - booked}; below zero if too much was booked, zero if nothing changed
 * @param soFar what the period costs until now, rounded
 * @param parts what {@code soFar} consists of, exact
 */
public record RatedLine(
        Money amount, Money soFar, Money booked, Parts parts, String priceVersion, Explanation explanation) {
    /**
     * @param usage by the price alone
     * @param overage on top of the price, for usage above a commitment
     * @param cut by the maximum; zero or below
     * @param raise by the minimum, or the true-up of a commitment; zero until the period ends
     */
    public record Parts(Ratio usage, Ratio overage, Ratio cut, Ratio raise) {}
}
