/**
 * How soon what was acknowledged is seen: in an answer about usage, and in the usage ledger.
 *
 * <p>Owns the probes within the load, and the watches. Does not own the stack (see
 * {@code io.matrixplatform.bench.WholeStack}).
 */
@NullMarked
package io.matrixplatform.bench.freshness;

import org.jspecify.annotations.NullMarked;
