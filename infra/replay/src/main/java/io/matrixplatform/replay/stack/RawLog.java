package io.matrixplatform.replay.stack;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.replay.offline.UsageLimits;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.runs.Run;
import io.matrixplatform.replay.runs.RunTenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the facts of a run from Kafka, with a consumer and a memory of its own. */
public final class RawLog {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Endpoints endpoints;
    private final Narrator narrator;

    public RawLog(Endpoints endpoints, Narrator narrator) {
        this.endpoints = endpoints;
        this.narrator = narrator;
    }

    /** Reads from before the run was made to the end that the log has now. */
    public RawCount count(Run run, Duration grace, UsageLimits limits) {
        RawCount count = new RawCount(grace, limits);
        RecordDecoder<ApiCall> decoder =
                new RecordDecoder<>(Topics.METERING_API_CALLS, SchemaRegistry.at(endpoints.registryUrl()));
        Set<String> tenants = run.tenants().stream().map(RunTenant::id).collect(toSet());
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = seekToTheStartOf(run, consumer);
            Patience waiting = new Patience(PATIENCE);
            while (isBehind(consumer, ends)) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    decoded(decoder, record)
                            .filter(call ->
                                    call.getSource().equals(run.source()) && tenants.contains(call.getTenantId()))
                            .ifPresent(count::add);
                }
                if (records.isEmpty()) {
                    waiting.pause(Duration.ZERO, "reading " + Topics.METERING_API_CALLS.name());
                } else {
                    waiting.moved();
                }
                narrator.update(() -> "recounting the raw log: " + count.records() + " records of this run");
            }
        }
        return count;
    }

    /** Empty for what is no call at all: metering tells of it as dead. */
    private static Optional<ApiCall> decoded(RecordDecoder<ApiCall> decoder, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(decoder.decode(record.value()));
        } catch (UndecodableException garbage) {
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", endpoints.kafkaBootstrap());
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @return where the log ends now */
    private static Map<TopicPartition, Long> seekToTheStartOf(Run run, KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.METERING_API_CALLS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long start = run.createdAt().minus(Topics.APPEND_BOUND).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                partitions.stream().collect(toMap(partition -> partition, partition -> start)));
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = starts.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
        return ends;
    }

    private static boolean isBehind(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}
