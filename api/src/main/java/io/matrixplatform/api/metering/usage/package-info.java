/**
 * Usage as a chart wants it: sums per window and dimension, from the minute rollups in Pinot while they are kept, and from the
 * usage ledger and the late lane in PostgreSQL before that.
 *
 * <p>Owns the query, its bounds, its SQL for Pinot, and the seam between the two stores. Does not own rollups or the ledger.
 * Invariant: a tenant's SQL has the tenant in its {@code WHERE}; a sum is exact, and no fact is in it twice; when Pinot did
 * not answer in full there is no answer.
 */
@NullMarked
package io.matrixplatform.api.metering.usage;

import org.jspecify.annotations.NullMarked;
