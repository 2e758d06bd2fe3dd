/**
 * The contracts between the modules: Avro records by area, the topic catalogue, and how both are put in place.
 *
 * <p>Owns what stands on Kafka. Does not own values and rules (see {@code io.matrixplatform.model}) nor any client
 * configuration. Invariant: a schema changes only so that every released version of it can still be read.
 */
@NullMarked
package io.matrixplatform.events;

import org.jspecify.annotations.NullMarked;
