/**
 * How far metering is: the instant before which every recorded fact is in the conclusions.
 *
 * <p>Owns positions, what follows from them, and the progress record. Does not own what waits for progress: invoices are
 * finalised in {@code api}. Invariant: what was once said stays true, and everything it speaks of precedes it in Kafka.
 */
@NullMarked
package io.matrixplatform.streams.metering.progress;

import org.jspecify.annotations.NullMarked;
