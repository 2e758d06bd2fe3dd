/**
 * What the events of a file come to, computed from the file alone.
 *
 * <p>Owns the file of a run's events and a computation over it that shares no code with the platform but the definition of an
 * identity. Does not own what the platform says. Invariant: each event is judged by the order of its call's events in the file.
 */
@NullMarked
package io.matrixplatform.replay.offline;

import org.jspecify.annotations.NullMarked;
