/**
 * What a part of a period costs.
 *
 * <p>Owns the ways to count a part, and what is charged and credited when a subscription changes within a period. Does not own
 * where periods end (see {@code billing.periods}) or prices. Invariant: the parts of a period are shares of the whole of it
 * and add up to one; a credit is never above what was charged for what it undoes.
 */
@NullMarked
package io.matrixplatform.model.billing.proration;

import org.jspecify.annotations.NullMarked;
