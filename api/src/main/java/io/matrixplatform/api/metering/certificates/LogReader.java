package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the raw log partition by partition: facts and the decisions about them. Used by one thread. */
final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Topic DECISIONS = Topics.METERING_QUARANTINE_DECISIONS;
    private static final List<Topic> TOPICS = List.of(
            Topics.METERING_API_CALLS, Topics.METERING_USAGE_EVENTS, Topics.METERING_RUNTIME_METRICS, DECISIONS);

    private static final Comparator<TopicPartition> IN_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, RecordDecoder<? extends SpecificRecord>> decoders = new HashMap<>();

    LogReader(Supplier<Consumer<byte[], byte[]>> consumers, SchemaRegistry registry) {
        this.consumer = consumers.get();
        TOPICS.forEach(topic -> decoders.put(topic.name(), new RecordDecoder<>(topic, registry)));
    }

    /** Offsets, half-open. */
    record Span(long first, long end) {
        Span together(Span other) {
            return new Span(Math.min(first, other.first), Math.max(end, other.end));
        }
    }

    /** Takes records in the order of their partition. */
    interface Sink {
        void take(LogRecord record);
    }

    static boolean isOfDecisions(TopicPartition partition) {
        return partition.topic().equals(DECISIONS.name());
    }

    /**
     * Where everything stands that was recorded from {@code since} on; all of it has to be in the log.
     *
     * @param before when what was recorded later is not wanted; null to where the log ends now
     */
    SortedMap<TopicPartition, Span> spans(Instant since, @Nullable Instant before) {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(at(partitions, since));
        // Once the broker has taken a record of that time, none that is earlier than the bound can follow.
        Map<TopicPartition, OffsetAndTimestamp> stops = before == null
                ? Map.of()
                : consumer.offsetsForTimes(at(partitions, before.plus(Topics.APPEND_BOUND.multipliedBy(2))));
        SortedMap<TopicPartition, Span> spans = new TreeMap<>(IN_ORDER);
        ends.forEach((partition, last) -> {
            OffsetAndTimestamp start = starts.get(partition);
            OffsetAndTimestamp stop = stops.get(partition);
            long end = stop == null ? last : stop.offset();
            spans.put(partition, new Span(start == null ? end : Math.min(start.offset(), end), end));
        });
        return spans;
    }

    private static Map<TopicPartition, Long> at(List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        return times;
    }

    /** Records that cannot be read are left out: they are among the dead letters, and name no tenant. */
    void read(TopicPartition partition, Span span, Sink sink) {
        read(partition, span, any -> true, sink);
    }

    /** The same of some records, looked at before they are decoded. */
    void read(TopicPartition partition, Span span, Predicate<ConsumerRecord<byte[], byte[]>> wanted, Sink sink) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, span.first());
        while (consumer.position(partition) < span.end()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < span.end() && wanted.test(record)) {
                    decoded(record).forEach(sink::take);
                }
            }
        }
    }

    private Stream<LogRecord> decoded(ConsumerRecord<byte[], byte[]> record) {
        RecordDecoder<? extends SpecificRecord> decoder = decoders.get(record.topic());
        try {
            return decoder == null ? Stream.empty() : Stream.of(new LogRecord(record, decoder.decode(record.value())));
        } catch (UndecodableException noFact) {
            return Stream.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
