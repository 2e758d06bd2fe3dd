package io.matrixplatform.api.platform.outbox;

/** A Kafka record that waits to be sent, with its place in the outbox. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxRecord(long id, String topic, byte[] key, byte[] value) {}
