/**
 * The usage ledger and the late lane in PostgreSQL: what invoices are made of.
 *
 * <p>Owns the projection of {@code metering.usage-ledger.v1} and {@code metering.late-usage.v1} and the lists and totals of
 * both. Does not own sums: those are the job's. Invariant: of two conclusions with one id the one with the larger order
 * number holds, in whatever order they arrive.
 */
@NullMarked
package io.matrixplatform.api.metering.ledger;

import org.jspecify.annotations.NullMarked;
