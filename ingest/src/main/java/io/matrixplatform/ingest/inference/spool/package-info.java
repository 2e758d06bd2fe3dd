/**
 * Facts that the log has not taken, on disk until it does.
 *
 * <p>Owns their order, their bound, and that they survive the process. Does not own what a fact says, but for the time at which
 * it was recorded: the log takes only what was recorded just now. Invariants: a fact that was reported as kept is on the disk;
 * it leaves it only when the log has confirmed it. So the log may have it twice, and metering counts it once.
 */
@NullMarked
package io.matrixplatform.ingest.inference.spool;

import org.jspecify.annotations.NullMarked;
