/**
 * What a period's usage adds to the bill.
 *
 * <p>Owns cumulative rating and the terms around a price: minimum, maximum, commitment, prepaid quantities. Does not own
 * price models (see {@code model.catalog.prices}), periods or invoices. Invariant: a line is what the period costs so far
 * less what was booked, so the lines of a period sum to the price of its usage however it was split.
 */
@NullMarked
package io.matrixplatform.model.billing.rating;

import org.jspecify.annotations.NullMarked;
