package io.matrixplatform.api.platform.projections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jdbi.v3.core.Jdbi;

/**
 * One life of a projection: from the stored offsets on, until it fails or is fenced. After that a new one starts from what
 * was stored. Used by one thread.
 */
final class ProjectionRun {
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Projection projection;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> next;

    ProjectionRun(Jdbi jdbi, Projection projection, Consumer<byte[], byte[]> consumer) {
        this.jdbi = jdbi;
        this.projection = projection;
        this.consumer = consumer;
        this.next = open();
    }

    /** Reads once and writes what came. */
    void step(Duration pollTimeout) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(pollTimeout);
        Map<TopicPartition, Long> moved = new HashMap<>();
        // Also when no record came: a compacted topic may end in offsets that hold nothing any more.
        for (TopicPartition partition : next.keySet()) {
            long position = consumer.position(partition, KAFKA_PATIENCE);
            if (position != expected(partition)) {
                moved.put(partition, position);
            }
        }
        if (!moved.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(polled.count());
            polled.forEach(batch::add);
            jdbi.useTransaction(transaction -> {
                moved.forEach((partition, to) ->
                        ProjectionOffsets.move(transaction, projection.name(), partition, expected(partition), to));
                projection.apply(transaction, batch);
            });
            next.putAll(moved);
        }
        projection.afterPoll();
    }

    /** Records that have not taken effect yet, as far as the consumer knows. */
    long lag() {
        long lag = 0;
        for (TopicPartition partition : next.keySet()) {
            OptionalLong ofPartition = consumer.currentLag(partition);
            lag += ofPartition.orElse(0);
        }
        return lag;
    }

    private Map<TopicPartition, Long> open() {
        List<TopicPartition> partitions = new ArrayList<>();
        projection.topics().forEach(topic -> partitions.addAll(partitionsOf(topic.name())));
        ProjectionOffsets offsets = new ProjectionOffsets(jdbi);
        Collection<TopicPartition> unknown = new ArrayList<>(partitions);
        unknown.removeAll(offsets.find(projection.name()).keySet());
        consumer.beginningOffsets(unknown, KAFKA_PATIENCE)
                .forEach((partition, first) -> offsets.begin(projection.name(), partition, first));
        Map<TopicPartition, Long> stored = offsets.find(projection.name());
        stored.keySet().retainAll(partitions);
        consumer.assign(stored.keySet());
        stored.forEach(consumer::seek);
        if (projection.mayMiss()) {
            consumer.beginningOffsets(stored.keySet(), KAFKA_PATIENCE)
                    .forEach((partition, first) ->
                            consumer.seek(partition, Math.max(first, stored.getOrDefault(partition, first))));
        }
        return stored;
    }

    private List<TopicPartition> partitionsOf(String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, KAFKA_PATIENCE);
        if (found == null || found.isEmpty()) {
            throw new UnknownTopicOrPartitionException("topic " + topic + " does not exist yet");
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private long expected(TopicPartition partition) {
        Long offset = next.get(partition);
        if (offset == null) {
            throw new IllegalStateException(partition + " is not assigned");
        }
        return offset;
    }
}
