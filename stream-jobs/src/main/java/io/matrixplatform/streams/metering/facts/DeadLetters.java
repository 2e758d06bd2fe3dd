package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.streams.platform.Outgoing;
import java.nio.ByteBuffer;
import java.time.Instant;

/** What is said of records that are no facts. */
public final class DeadLetters {
    private DeadLetters() {}

    public static Outgoing of(FactRecord record, UndecodableException bad) {
        Origin origin = record.origin();
        Topic topic = origin.topic().topic();
        DeadLetter letter = DeadLetter.newBuilder()
                .setFactTopic(topic.name())
                .setFactPartition(origin.partition())
                .setFactOffset(origin.offset())
                .setReason(bad.reason())
                .setDetail(String.valueOf(bad.getMessage()))
                .setFactKey(record.key() == null ? null : ByteBuffer.wrap(record.key()))
                .setFactValue(record.value() == null ? null : ByteBuffer.wrap(record.value()))
                .setDeadAt(Instant.ofEpochMilli(record.timestamp()))
                .build();
        String key = topic.name() + ":" + origin.partition() + ":" + origin.offset();
        return Outgoing.of(origin.topic().deadLetters(), key, letter);
    }
}
