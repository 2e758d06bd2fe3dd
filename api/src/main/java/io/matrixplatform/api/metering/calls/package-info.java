/**
 * Single calls as they stand in the raw log, for whoever wants to see what became of one.
 *
 * <p>Owns finding them by their identity. Does not own what they count for (see {@code metering.usage}) or whether they do (see
 * {@code metering.fates}). Invariant: a lookup reads one partition from a time on, and no more than a bounded number of records.
 */
@NullMarked
package io.matrixplatform.api.metering.calls;

import org.jspecify.annotations.NullMarked;
