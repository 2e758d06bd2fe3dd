package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.api.platform.problems.ProblemType.RAW_LOG_UNAVAILABLE;
import static io.matrixplatform.api.platform.problems.ProblemType.RECOUNT_TOO_LARGE;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads facts out of the raw topics, from a time on to where they end now, with a consumer of its own for each reading. */
public final class RawLog {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<Topic> TOPICS =
            List.of(Topics.METERING_API_CALLS, Topics.METERING_USAGE_EVENTS, Topics.METERING_RUNTIME_METRICS);

    /** What one look at the recent log may cost: a person waits for it. */
    private static final int RECENT_ROWS = 240_000;

    private static final Duration RECENT_TIME = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SchemaRegistry registry;
    private final RecountLimits limits;
    private final InstantSource clock;

    public RawLog(
            Supplier<Consumer<byte[], byte[]>> consumers,
            SchemaRegistry registry,
            RecountLimits limits,
            InstantSource clock) {
        this.consumers = consumers;
        this.registry = registry;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Gives every fact recorded from {@code since} on to {@code sink}, those of one partition in order. Records that are no
     * facts are left out; they are among the dead letters.
     *
     * @throws ProblemException {@code RECOUNT_TOO_LARGE} or {@code RAW_LOG_UNAVAILABLE}
     */
    void read(Instant since, java.util.function.Consumer<RawFact> sink) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            read(consumer, since, sink);
        } catch (KafkaException failure) {
            throw new ProblemException(RAW_LOG_UNAVAILABLE, "try again in a moment", failure);
        }
    }

    /**
     * Gives the newest facts of one topic that were recorded from {@code since} on, those of one partition in order, to
     * {@code sink}: a bounded number of records is read, of all tenants.
     *
     * @return since when the log was read of every partition: {@code since}, or later if there is too much of it
     * @throws ProblemException {@code RAW_LOG_UNAVAILABLE}
     */
    public Instant readRecent(Topic topic, Instant since, java.util.function.Consumer<RawFact> sink) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Span> spans = assign(consumer, List.of(topic), since);
            long share = RECENT_ROWS / Math.max(1, spans.size());
            Map<TopicPartition, Long> ends = new HashMap<>();
            Set<TopicPartition> cut = new HashSet<>();
            spans.forEach((partition, span) -> {
                if (span.rows() > share) {
                    cut.add(partition);
                    consumer.seek(partition, span.end() - share);
                }
                ends.put(partition, span.end());
            });
            List<Instant> beginnings = new ArrayList<>(List.of(since));
            Instant deadline = clock.instant().plus(RECENT_TIME);
            ProblemException slow = new ProblemException(RAW_LOG_UNAVAILABLE, "it was not read within " + RECENT_TIME);
            readTo(consumer, ends, deadline, slow, (record, fact) -> {
                if (cut.remove(new TopicPartition(record.topic(), record.partition()))) {
                    beginnings.add(Instant.ofEpochMilli(record.timestamp()));
                }
                fact.ifPresent(sink);
            });
            return Collections.max(beginnings);
        } catch (KafkaException failure) {
            throw new ProblemException(RAW_LOG_UNAVAILABLE, "try again in a moment", failure);
        }
    }

    /**
     * What there is to read of one kind of facts that were recorded from {@code since} on, partition by partition.
     *
     * @throws ProblemException {@code RAW_LOG_UNAVAILABLE}
     */
    public List<RawSpan> spans(boolean apiCalls, Instant since) {
        Topic topic = apiCalls ? Topics.METERING_API_CALLS : Topics.METERING_USAGE_EVENTS;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<RawSpan> spans = new ArrayList<>();
            assign(consumer, List.of(topic), since)
                    .forEach((partition, span) ->
                            spans.add(new RawSpan(apiCalls, partition.partition(), span.first(), span.end())));
            return spans;
        } catch (KafkaException failure) {
            throw new ProblemException(RAW_LOG_UNAVAILABLE, "try again in a moment", failure);
        }
    }

    /** Begins to read a part of the log; to be closed. */
    public RawReading open(RawSpan span, String tenantId) {
        return new RawReading(consumers.get(), registry, span, tenantId);
    }

    private void read(Consumer<byte[], byte[]> consumer, Instant since, java.util.function.Consumer<RawFact> sink) {
        Instant deadline = clock.instant().plus(limits.maxTime());
        Map<TopicPartition, Long> ends = begin(consumer, since);
        ProblemException slow = new ProblemException(
                RECOUNT_TOO_LARGE, "not read within " + limits.maxTime() + ": recount a shorter time");
        readTo(consumer, ends, deadline, slow, (record, fact) -> fact.ifPresent(sink));
    }

    private void readTo(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Instant deadline,
            ProblemException slow,
            BiConsumer<ConsumerRecord<byte[], byte[]>, Optional<RawFact>> sink) {
        Decoders decoders = Decoders.of(registry);
        while (!isRead(consumer, ends)) {
            if (clock.instant().isAfter(deadline)) {
                throw slow;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    sink.accept(record, decoders.decode(record));
                }
            }
        }
    }

    private Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> consumer, Instant since) {
        Map<TopicPartition, Span> spans = assign(consumer, TOPICS, since);
        long rows = spans.values().stream().mapToLong(Span::rows).sum();
        if (rows > limits.maxRows()) {
            throw new ProblemException(
                    RECOUNT_TOO_LARGE,
                    "the log has " + rows + " records since then and one recount reads at most " + limits.maxRows());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        spans.forEach((partition, span) -> ends.put(partition, span.end()));
        return ends;
    }

    /** Puts the consumer where the partitions were at {@code since}. */
    private static Map<TopicPartition, Span> assign(
            Consumer<byte[], byte[]> consumer, List<Topic> topics, Instant since) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        Map<TopicPartition, Span> spans = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp start = starts.get(partition);
            long first = start == null ? end : start.offset();
            consumer.seek(partition, first);
            spans.put(partition, new Span(first, end));
        });
        return spans;
    }

    /** Offsets of one partition, half-open. */
    private record Span(long first, long end) {
        long rows() {
            return Math.max(0, end - first);
        }
    }

    private static boolean isRead(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** One of each topic; they keep their buffers. */
    private record Decoders(
            RecordDecoder<ApiCall> calls, RecordDecoder<UsageEvent> events, RecordDecoder<RuntimeMetric> metrics) {
        static Decoders of(SchemaRegistry registry) {
            return new Decoders(
                    new RecordDecoder<>(Topics.METERING_API_CALLS, registry),
                    new RecordDecoder<>(Topics.METERING_USAGE_EVENTS, registry),
                    new RecordDecoder<>(Topics.METERING_RUNTIME_METRICS, registry));
        }

        Optional<RawFact> decode(ConsumerRecord<byte[], byte[]> record) {
            try {
                return Optional.of(read(record));
            } catch (UndecodableException noFact) {
                return Optional.empty();
            }
        }

        private RawFact read(ConsumerRecord<byte[], byte[]> record) {
            if (record.topic().equals(Topics.METERING_API_CALLS.name())) {
                return RawCall.of(calls.decode(record.value()));
            }
            return record.topic().equals(Topics.METERING_RUNTIME_METRICS.name())
                    ? RawSample.of(metrics.decode(record.value()))
                    : RawEvent.of(events.decode(record.value()));
        }
    }
}
