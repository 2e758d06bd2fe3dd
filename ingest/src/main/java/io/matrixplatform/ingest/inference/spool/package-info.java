/**
 * Facts that the log does not have yet: in the journal while its answer is awaited, on the disk when it does not come.
 *
 * <p>Owns their order, their bound, and that they survive the process. Does not own what a fact says, but for the time at which
 * it was recorded: the log takes only what was recorded just now. Invariants: a fact that the journal took is in a file that this
 * process shares with the system, and one that was reported as kept is on the disk; either leaves it only when the log has
 * confirmed it, or the journal's is on the disk. So the log may have it twice, and metering counts it once.
 */
@NullMarked
package io.matrixplatform.ingest.inference.spool;

import org.jspecify.annotations.NullMarked;
