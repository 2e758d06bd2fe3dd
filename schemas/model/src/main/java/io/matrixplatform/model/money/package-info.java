/**
 * Exact amounts in one currency.
 *
 * <p>Owns amounts, currencies, minor units, rounding, allocation, and conversion at a given rate. Does not own prices, nor
 * where rates come from. Invariant: no floating point, rounded once and only where asked; the parts of a split sum to the
 * whole.
 */
@NullMarked
package io.matrixplatform.model.money;

import org.jspecify.annotations.NullMarked;
