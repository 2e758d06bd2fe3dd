/**
 * Getting events through the edge, however often it takes.
 *
 * <p>Owns connections, pace, sending again, and the record of what was acknowledged. Does not own what is sent. Invariant:
 * an event is acknowledged only if an answer said so, and what is acknowledged is on disk.
 */
@NullMarked
package io.matrixplatform.replay.sending;

import org.jspecify.annotations.NullMarked;
