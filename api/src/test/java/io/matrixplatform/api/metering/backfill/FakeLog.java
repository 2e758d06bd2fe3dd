package io.matrixplatform.api.metering.backfill;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.AmendedUsage;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A log of usage events in three partitions, of which each consumer reads a record at a time. */
final class FakeLog {
    private static final String TOPIC = Topics.METERING_USAGE_EVENTS.name();
    private static final int PARTITIONS = 3;

    private final RecordEncoder<UsageEvent> encoder =
            new RecordEncoder<>(Topics.METERING_USAGE_EVENTS, FakeRegistry.client());
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final String tenant;
    private int pollsUntilFailure = Integer.MAX_VALUE;

    FakeLog(String tenant) {
        this.tenant = tenant;
        for (int i = 0; i < PARTITIONS; i++) {
            records.put(new TopicPartition(TOPIC, i), new ArrayList<>());
        }
    }

    void failAfter(int polls) {
        pollsUntilFailure = polls;
    }

    void fact(String id, Instant occurredAt, Instant recordedAt, long size) {
        add(event(id, occurredAt, recordedAt, size, null, null));
    }

    void cancellation(String id, Instant occurredAt, Instant recordedAt, long size) {
        add(event(id, occurredAt, recordedAt, size, CorrectionKind.CANCEL, null));
    }

    void amendment(String id, Instant occurredAt, Instant recordedAt, long size, long amended) {
        add(event(
                id,
                occurredAt,
                recordedAt,
                size,
                CorrectionKind.AMEND,
                new AmendedUsage(List.of(measure(amended)), List.of())));
    }

    Consumer<byte[], byte[]> open() {
        return new OneReading();
    }

    private void add(UsageEvent event) {
        Identity identity = Identity.of(event.getTenantId(), event.getSource(), event.getEventId());
        TopicPartition partition = new TopicPartition(TOPIC, (int) Math.floorMod(identity.high(), (long) PARTITIONS));
        List<ConsumerRecord<byte[], byte[]>> log = log(partition);
        log.add(new ConsumerRecord<>(
                TOPIC, partition.partition(), log.size(), identity.toBytes(), encoder.encode(event)));
    }

    private List<ConsumerRecord<byte[], byte[]>> log(TopicPartition partition) {
        return requireNonNull(records.get(partition));
    }

    private UsageEvent event(
            String id,
            Instant occurredAt,
            Instant recordedAt,
            long size,
            @Nullable CorrectionKind kind,
            @Nullable AmendedUsage amended) {
        return UsageEvent.newBuilder()
                .setEventId(id)
                .setTenantId(id.startsWith("stranger") ? "ten_other" : tenant)
                .setSource("s")
                .setOccurredAt(occurredAt)
                .setRecordedAt(recordedAt)
                .setKeyId("key_a")
                // Of a correction it is another, which does not count.
                .setSubscriptionId(kind == null ? "sub_a" : "sub_b")
                .setType("t")
                .setMeasures(List.of(measure(size)))
                .setDimensions(List.of())
                .setCorrection(kind)
                .setAmended(amended)
                .build();
    }

    private static Measure measure(long size) {
        return new Measure("size", BigDecimal.valueOf(size).setScale(18));
    }

    private final class OneReading extends MockConsumer<byte[], byte[]> {
        OneReading() {
            super("none");
            Node node = new Node(0, "localhost", 1);
            updatePartitions(
                    TOPIC,
                    records.keySet().stream()
                            .map(each -> new PartitionInfo(
                                    TOPIC, each.partition(), node, new Node[] {node}, new Node[] {node}))
                            .toList());
            Map<TopicPartition, Long> ends = new HashMap<>();
            records.forEach((partition, log) -> ends.put(partition, (long) log.size()));
            updateEndOffsets(ends);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(java.time.Duration timeout) {
            if (--pollsUntilFailure == 0) {
                throw new TimeoutException("as asked for");
            }
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
            times.keySet().forEach(partition -> starts.put(partition, new OffsetAndTimestamp(0, 0)));
            return starts;
        }
    }
}
