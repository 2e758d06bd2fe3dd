package io.matrixplatform.chaos.balance;

import io.matrixplatform.chaos.load.BadRecords;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.replay.platform.Patience;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics that metering reads, as they are in Kafka. */
public final class FactLogs {
    private static final List<Topic> ALL = List.of(
            Topics.METERING_API_CALLS,
            Topics.METERING_USAGE_EVENTS,
            Topics.METERING_RUNTIME_METRICS,
            Topics.METERING_QUARANTINE_DECISIONS);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String kafka;

    public FactLogs(String kafka) {
        this.kafka = kafka;
    }

    /** Records in all of them, of whatever kind. */
    public long records() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(ALL.stream())).values().stream()
                    .mapToLong(end -> end)
                    .sum();
        }
    }

    /** Records of {@link BadRecords#GARBAGE} among the API calls, read one by one. */
    public long garbage() {
        List<TopicPartition> partitions = partitions(Stream.of(Topics.METERING_API_CALLS));
        long garbage = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Patience waiting = new Patience(PATIENCE);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    garbage += Arrays.equals(record.value(), BadRecords.GARBAGE) ? 1 : 0;
                }
                if (records.isEmpty()) {
                    waiting.pause(Duration.ZERO, "reading " + Topics.METERING_API_CALLS.name());
                } else {
                    waiting.moved();
                }
            }
        }
        return garbage;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka);
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Stream<Topic> topics) {
        return topics.flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
    }
}
