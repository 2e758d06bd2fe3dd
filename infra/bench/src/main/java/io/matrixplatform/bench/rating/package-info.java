/**
 * How fast usage is rated.
 *
 * <p>Owns the price and the usage that are measured, and what JMH is told. Does not own the rules (see {@code
 * io.matrixplatform.model}). Invariant: each rating is of another quantity, and goes through all tiers.
 */
@NullMarked
package io.matrixplatform.bench.rating;

import org.jspecify.annotations.NullMarked;
