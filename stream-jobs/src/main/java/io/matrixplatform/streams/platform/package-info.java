/**
 * Plumbing that every job needs and no area owns: hand-written serialisers for what travels between operators and stands
 * in state, operators that hold something back for a moment, records on their way to Kafka, and order numbers.
 *
 * <p>Invariant: what is in state can be read by the next version of the job; a changed layout is a new serialiser.
 */
@NullMarked
package io.matrixplatform.streams.platform;

import org.jspecify.annotations.NullMarked;
