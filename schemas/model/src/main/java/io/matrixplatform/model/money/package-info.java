/**
 * Exact amounts in one currency.
 *
 * <p>Owns amounts, currencies and rounding. Does not own prices or exchange rates. Invariant: no floating point, rounded once
 * and only where asked.
 */
@NullMarked
package io.matrixplatform.model.money;

import org.jspecify.annotations.NullMarked;
