/**
 * How soon metering is where it was when its task process was killed, and whether everything was counted once all the same.
 *
 * <p>Owns the kills, the moments of a recovery and the recount. Does not own who starts the process again: that is the stack's
 * supervisor, and for the job Flink.
 */
@NullMarked
package io.matrixplatform.bench.recovery;

import org.jspecify.annotations.NullMarked;
