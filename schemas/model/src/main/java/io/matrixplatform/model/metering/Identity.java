package io.matrixplatform.model.metering;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What makes a fact the same fact: a 128-bit hash of tenant, source and event id. One fact counts once. */
public record Identity(long high, long low) {
    /** How many bytes {@link #toBytes} has; the length of every fact's Kafka key. */
    public static final int BYTES = 16;

    public static Identity of(String tenantId, String source, String eventId) {
        return read(ByteBuffer.wrap(Hashing.hash(tenantId, source, eventId)));
    }

    /** Of all frames of one request together; never that of an event, since no id of one has a control character. */
    public static Identity ofRequest(String tenantId, String source, String requestId) {
        return of(tenantId, source, '\0' + requestId);
    }

    /** @throws IllegalArgumentException unless there are 16 bytes */
    public static Identity fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an identity has " + BYTES + " bytes, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }

    private static Identity read(ByteBuffer buffer) {
        return new Identity(buffer.getLong(), buffer.getLong());
    }
}
