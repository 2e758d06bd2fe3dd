/**
 * Faults, brought about on a running stack at their times, and how long each part was away.
 *
 * <p>Owns the blows and the timeline. Does not own which they are (see {@code plan}) or who starts a part again: that is the
 * supervisor, and for the supervisor whoever runs {@code ./matrix up}.
 */
@NullMarked
package io.matrixplatform.chaos.faults;

import org.jspecify.annotations.NullMarked;
