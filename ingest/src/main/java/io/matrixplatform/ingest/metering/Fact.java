package io.matrixplatform.ingest.metering;

import io.matrixplatform.events.Topic;

/**
 * One accepted event, ready for Kafka.
 *
 * @param index of the event in its request
 * @param id the client's, for the answer
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Fact(int index, String id, Topic topic, byte[] key, byte[] value) {
    /** What a fact costs beside its bytes: objects here and in the producer. */
    private static final int OVERHEAD_BYTES = 200;

    /** What it takes of the memory budget. */
    public int heldBytes() {
        return key.length + value.length + OVERHEAD_BYTES;
    }
}
