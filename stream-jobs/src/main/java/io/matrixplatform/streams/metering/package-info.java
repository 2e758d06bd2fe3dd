/**
 * The metering job: every distinct fact counted once, in minute rollups, in the usage ledger or in the late lane, and how
 * far that has come.
 *
 * <p>Owns the graph, the job around it, and how a process gets ready to run it; the steps are the packages below, in the order of the stream: {@code facts},
 * {@code repeats}, {@code rules}, {@code meters}, {@code sums}, {@code progress}. Does not own what a meter or a slice is (see {@code
 * io.matrixplatform.model.metering}).
 *
 * <p>Invariants: ledger + late lane = rollups; facts in = the sum of their fates; watermarks only free state.
 */
@NullMarked
package io.matrixplatform.streams.metering;

import org.jspecify.annotations.NullMarked;
