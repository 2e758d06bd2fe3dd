/**
 * Usage as a chart wants it: sums per window and dimension, from the minute rollups in Pinot.
 *
 * <p>Owns the query, its bounds and its SQL. Does not own rollups. Invariant: no SQL is made without a tenant, which stands
 * in its {@code WHERE}; a sum is exact; when Pinot did not answer in full there is no answer.
 */
@NullMarked
package io.matrixplatform.api.metering.usage;

import org.jspecify.annotations.NullMarked;
