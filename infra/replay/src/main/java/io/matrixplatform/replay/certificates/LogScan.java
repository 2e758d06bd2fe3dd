package io.matrixplatform.replay.certificates;

import static java.util.stream.Collectors.toMap;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.replay.platform.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads partitions of the raw topics, with a consumer of its own. Used by one thread. */
final class LogScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Topic> RAW = List.of(
            Topics.METERING_API_CALLS,
            Topics.METERING_USAGE_EVENTS,
            Topics.METERING_RUNTIME_METRICS,
            Topics.METERING_QUARANTINE_DECISIONS);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, RecordDecoder<? extends SpecificRecord>> decoders;

    /** Takes what is read. */
    interface Sink {
        /** @param said null if it cannot be read */
        void take(ConsumerRecord<byte[], byte[]> record, @Nullable IndexedRecord said);
    }

    LogScan(Places places) {
        SchemaRegistry registry = SchemaRegistry.at(places.registryUrl());
        decoders = RAW.stream().collect(toMap(Topic::name, topic -> new RecordDecoder<>(topic, registry)));
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", places.kafkaBootstrap());
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", 2_000);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static boolean hasDecisions(TopicPartition partition) {
        return partition.topic().equals(Topics.METERING_QUARANTINE_DECISIONS.name());
    }

    /** The first offset that is still there. */
    long beginning(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Where the log ends now. */
    long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Before which everything stands that was recorded before a time. */
    long endOf(TopicPartition partition, Instant time) {
        // A broker that has taken a record refuses one that is two bounds earlier.
        long bounded = time.plus(Topics.APPEND_BOUND.multipliedBy(2)).toEpochMilli();
        @Nullable OffsetAndTimestamp later =
                consumer.offsetsForTimes(Map.of(partition, bounded)).get(partition);
        return later == null ? end(partition) : later.offset();
    }

    void read(TopicPartition partition, long first, long end, Sink sink) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, first);
        Patience waiting = new Patience(PATIENCE);
        while (consumer.position(partition) < end) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < end) {
                    sink.take(record, said(record));
                }
            }
            if (records.isEmpty()) {
                waiting.pause(Duration.ZERO, "reading " + partition);
            } else {
                waiting.moved();
            }
        }
    }

    private @Nullable IndexedRecord said(ConsumerRecord<byte[], byte[]> record) {
        RecordDecoder<? extends SpecificRecord> decoder = decoders.get(record.topic());
        try {
            return decoder == null ? null : decoder.decode(record.value());
        } catch (UndecodableException unreadable) {
            return null;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
