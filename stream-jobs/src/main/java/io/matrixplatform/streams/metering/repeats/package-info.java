/**
 * One fact counts once.
 *
 * <p>Owns the judgement of repeats and conflicts and the memory it needs. Does not own what a distinct fact is worth (see
 * {@code meters}). Invariant: of the facts of one identity in one topic, the first in the log counts, in every replay.
 */
@NullMarked
package io.matrixplatform.streams.metering.repeats;

import org.jspecify.annotations.NullMarked;
