/**
 * The Flink jobs. Owns derivation: facts in, conclusions out, both on Kafka. Does not own contracts (see {@code
 * io.matrixplatform.events}) nor anything that is recorded (see {@code io.matrixplatform.api}).
 *
 * <p>Invariant: deriving again changes nothing.
 */
@NullMarked
package io.matrixplatform.streams;

import org.jspecify.annotations.NullMarked;
