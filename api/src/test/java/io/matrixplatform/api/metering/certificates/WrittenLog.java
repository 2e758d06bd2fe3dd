package io.matrixplatform.api.metering.certificates;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.model.metering.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A raw log of two partitions a topic, which a test writes. */
final class WrittenLog {
    private static final int PARTITIONS = 2;
    private static final List<Topic> TOPICS = List.of(
            Topics.METERING_API_CALLS,
            Topics.METERING_USAGE_EVENTS,
            Topics.METERING_RUNTIME_METRICS,
            Topics.METERING_QUARANTINE_DECISIONS);

    private final RecordEncoder<ApiCall> calls = new RecordEncoder<>(Topics.METERING_API_CALLS, FakeRegistry.client());
    private final RecordEncoder<QuarantineDecision> decisions =
            new RecordEncoder<>(Topics.METERING_QUARANTINE_DECISIONS, FakeRegistry.client());
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    WrittenLog() {
        for (Topic topic : TOPICS) {
            for (int i = 0; i < PARTITIONS; i++) {
                records.put(new TopicPartition(topic.name(), i), new ArrayList<>());
            }
        }
    }

    void add(ApiCall call) {
        add(Topics.METERING_API_CALLS, call, calls.encode(call), call.getRecordedAt());
    }

    void decide(ApiCall call, Verdict verdict, Instant at) {
        byte[] value = decisions.encode(new QuarantineDecision(verdict, call));
        add(Topics.METERING_QUARANTINE_DECISIONS, call, value, at);
    }

    /** What is no Avro. */
    void addNonsense(Instant at) {
        TopicPartition partition = new TopicPartition(Topics.METERING_API_CALLS.name(), 0);
        append(partition, new byte[] {1}, new byte[] {9, 9}, at);
    }

    private void add(Topic topic, ApiCall call, byte[] value, Instant at) {
        Identity identity = call.getRequestId() == null
                ? Identity.of(call.getTenantId(), call.getSource(), call.getEventId())
                : Identity.ofRequest(call.getTenantId(), call.getSource(), call.getRequestId());
        int partition = (int) Math.floorMod(identity.high(), (long) PARTITIONS);
        append(new TopicPartition(topic.name(), partition), identity.toBytes(), value, at);
    }

    private void append(TopicPartition partition, byte[] key, byte[] value, Instant at) {
        List<ConsumerRecord<byte[], byte[]>> log = log(partition);
        log.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                log.size(),
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    private List<ConsumerRecord<byte[], byte[]>> log(TopicPartition partition) {
        return requireNonNull(records.get(partition));
    }

    Consumer<byte[], byte[]> open() {
        return new OneReading();
    }

    private final class OneReading extends MockConsumer<byte[], byte[]> {
        OneReading() {
            super("none");
            Node node = new Node(0, "localhost", 1);
            TOPICS.forEach(topic -> updatePartitions(
                    topic.name(),
                    records.keySet().stream()
                            .filter(each -> each.topic().equals(topic.name()))
                            .map(each -> new PartitionInfo(
                                    topic.name(), each.partition(), node, new Node[] {node}, new Node[] {node}))
                            .toList()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            records.forEach((partition, log) -> ends.put(partition, (long) log.size()));
            updateEndOffsets(ends);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(java.time.Duration timeout) {
            for (TopicPartition partition : assignment()) {
                log(partition).stream()
                        .filter(record -> record.offset() == position(partition))
                        .forEach(this::addRecord);
            }
            return super.poll(timeout);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> starts = new HashMap<>();
            times.forEach((partition, time) -> log(partition).stream()
                    .filter(record -> record.timestamp() >= time)
                    .findFirst()
                    .ifPresent(record ->
                            starts.put(partition, new OffsetAndTimestamp(record.offset(), record.timestamp()))));
            return starts;
        }
    }
}
