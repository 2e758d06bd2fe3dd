package io.matrixplatform.e2e.inference;

import static java.util.stream.Collectors.toMap;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The facts of calls as they stand in Kafka. */
final class CallLog {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrap;
    private final RecordDecoder<ApiCall> decoder;

    CallLog(Platform platform) {
        Map<String, String> environment = platform.environment();
        bootstrap = environment.getOrDefault("MATRIX_KAFKA_BOOTSTRAP", "");
        decoder = new RecordDecoder<>(
                Topics.METERING_API_CALLS, SchemaRegistry.at(environment.getOrDefault("MATRIX_REGISTRY_URL", "")));
    }

    /** A tenant's calls that were recorded since, by their ids, up to where the log ends now. */
    Map<String, ApiCall> of(String tenant, Instant since) {
        Map<String, ApiCall> calls = new HashMap<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = seek(consumer, since);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    add(record, tenant, calls);
                }
            }
        }
        return calls;
    }

    private static Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer, Instant since) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.METERING_API_CALLS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                partitions.stream().collect(toMap(partition -> partition, partition -> since.toEpochMilli())));
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = starts.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
        return ends;
    }

    private void add(ConsumerRecord<byte[], byte[]> record, String tenant, Map<String, ApiCall> calls) {
        try {
            ApiCall call = decoder.decode(record.value());
            if (call.getTenantId().equals(tenant)) {
                calls.putIfAbsent(call.getEventId(), call);
            }
        } catch (UndecodableException garbage) {
            // Another test has put it there.
        }
    }
}
