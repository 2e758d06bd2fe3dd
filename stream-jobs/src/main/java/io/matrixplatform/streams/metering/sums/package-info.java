/**
 * What was measured, summed: minute rollups, the usage ledger per slice, the late lane per slice and recorded day.
 *
 * <p>Owns bundles, running totals and when they are emitted. Does not own what a fact adds (see {@code meters}). Invariants:
 * everything that changed before a checkpoint's barrier is emitted before it; of one slice, what is emitted later has the
 * larger order number; ledger + late lane = rollups.
 */
@NullMarked
package io.matrixplatform.streams.metering.sums;

import org.jspecify.annotations.NullMarked;
