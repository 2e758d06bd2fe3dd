/**
 * How far metering is, and how far the ledger in PostgreSQL is behind it.
 *
 * <p>Owns {@code processed_through} as the job tells it and {@code ledger_through} as found here. Does not own what follows
 * from them. Invariant: when {@code ledger_through} is T, everything that was recorded before T and is in the job's
 * conclusions is in the usage ledger and the late lane.
 */
@NullMarked
package io.matrixplatform.api.metering.progress;

import org.jspecify.annotations.NullMarked;
