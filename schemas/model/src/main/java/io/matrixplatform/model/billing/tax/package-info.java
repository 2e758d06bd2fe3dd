/**
 * Taxes on a bill.
 *
 * <p>Owns which taxes a sale has by the rules we know as of a date, and their calculation. Does not own whether a tax number is
 * genuine, nor where we must register. Invariant: net and taxes sum to gross on every line and on the bill, at every rounding
 * level.
 */
@NullMarked
package io.matrixplatform.model.billing.tax;

import org.jspecify.annotations.NullMarked;
