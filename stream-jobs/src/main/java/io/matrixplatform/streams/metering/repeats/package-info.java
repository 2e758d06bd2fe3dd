/**
 * One fact counts once, as it was corrected and as people decided.
 *
 * <p>Owns the judgement of repeats, conflicts, corrections and decisions, the memory it needs, and what each books. Does not own
 * what a payload is worth (see {@code meters}) nor whether it breaks a rule (see {@code rules}). Invariant: of the facts of one
 * identity in one topic, of their corrections, and of the decisions about one payload, the first in its log stands, and what is
 * booked is a function of these alone, in every replay.
 */
@NullMarked
package io.matrixplatform.streams.metering.repeats;

import org.jspecify.annotations.NullMarked;
