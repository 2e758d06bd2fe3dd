package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.platform.Outgoing;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka records to readings. Keeps its decoders' buffers: one instance per thread. */
final class FactReader {
    private static final long MICROS_PER_MILLI = 1_000;

    private final RecordDecoder<ApiCall> apiCalls;
    private final RecordDecoder<UsageEvent> usageEvents;
    private final RecordDecoder<RuntimeMetric> runtimeMetrics;
    private final RecordDecoder<QuarantineDecision> decisions;

    FactReader(SchemaRegistry registry) {
        apiCalls = new RecordDecoder<>(FactTopic.API_CALLS.topic(), registry);
        usageEvents = new RecordDecoder<>(FactTopic.USAGE_EVENTS.topic(), registry);
        runtimeMetrics = new RecordDecoder<>(FactTopic.RUNTIME_METRICS.topic(), registry);
        decisions = new RecordDecoder<>(FactTopic.QUARANTINE_DECISIONS.topic(), registry);
    }

    /** @throws io.matrixplatform.events.registry.RegistryException if the registry could not be asked: try again */
    Reading read(ConsumerRecord<byte[], byte[]> record) {
        Origin origin = new Origin(FactTopic.named(record.topic()), record.partition(), record.offset());
        try {
            Fact fact = FactProjection.checked(project(origin, identityOf(record.key()), record));
            return new Reading(origin, record.timestamp(), fact, null);
        } catch (UndecodableException bad) {
            return new Reading(origin, record.timestamp(), null, deadLetter(origin, record, bad));
        }
    }

    private Fact project(Origin origin, Identity identity, ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        return switch (origin.topic()) {
            case API_CALLS -> FactProjection.of(origin, identity, apiCalls.decode(value));
            case USAGE_EVENTS -> FactProjection.of(origin, identity, usageEvents.decode(value));
            case RUNTIME_METRICS -> SampleProjection.of(origin, identity, runtimeMetrics.decode(value));
            case QUARANTINE_DECISIONS ->
                FactProjection.of(origin, identity, decisions.decode(value), record.timestamp() * MICROS_PER_MILLI);
        };
    }

    private static Identity identityOf(byte @Nullable [] key) {
        if (key == null || key.length != Identity.BYTES) {
            throw new UndecodableException("malformed-key", "the key is not the 16 bytes of an identity");
        }
        return Identity.fromBytes(key);
    }

    private static Outgoing deadLetter(Origin origin, ConsumerRecord<byte[], byte[]> record, UndecodableException bad) {
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
