/**
 * The registry serde: Confluent's wire format (a zero byte, a four-byte schema id, Avro binary) on Confluent's client.
 *
 * <p>Owns the framing, the codec and the one class that names the relocated client. Does not own topics or schemas.
 */
@NullMarked
package io.matrixplatform.events.registry;

import org.jspecify.annotations.NullMarked;
