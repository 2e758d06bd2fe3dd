package io.matrixplatform.bench.recovery;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.metering.OrderNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What metering has said in Kafka, followed all the time: how many calls it comes to, beside how many were acknowledged. */
final class Conclusions implements AutoCloseable {
    private static final String CALLS = "api.calls";
    /** So often it is looked, and so much later than it is so anything may be seen. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** The newest word on one rollup. */
    private record Said(long facts, long orderNumber) {}

    /**
     * A checkpoint, as the progress that was said when it was complete.
     *
     * @param nanos when it was seen
     */
    record Checkpoint(long nanos, long generation) {}

    private final LongSupplier acknowledged;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder<UsageRollup> rollups;
    private final RecordDecoder<MeteringProgress> progress;
    private final Map<String, Said> said = new HashMap<>();
    private final Lag lag = new Lag();
    private final Thread reader = new Thread(this::follow, "conclusions");
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<Look> looks = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private long counted;
    private long generation;
    private volatile boolean isOver;

    /** @param acknowledged how many calls were so far, of all that are sent */
    Conclusions(String kafka, SchemaRegistry registry, LongSupplier acknowledged) {
        this.acknowledged = acknowledged;
        this.rollups = new RecordDecoder<>(Topics.METERING_USAGE_ROLLUPS, registry);
        this.progress = new RecordDecoder<>(Topics.METERING_PROGRESS, registry);
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.METERING_USAGE_ROLLUPS, Topics.METERING_PROGRESS)
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader.setDaemon(true);
        reader.start();
    }

    /** Every look since {@link #forget}. */
    List<Look> looks() {
        synchronized (looks) {
            return List.copyOf(looks);
        }
    }

    /** The checkpoints that were completed since {@link #forget}. */
    List<Checkpoint> checkpoints() {
        synchronized (looks) {
            return List.copyOf(checkpoints);
        }
    }

    /** Begins to remember anew. */
    void forget() {
        synchronized (looks) {
            looks.clear();
            checkpoints.clear();
        }
    }

    /** @throws IllegalStateException if they are not followed any more */
    void expectFollowed() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the conclusions could not be read", failed);
        }
    }

    private void follow() {
        try (consumer) {
            while (!isOver) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK_EVERY)) {
                    take(record);
                }
                long now = System.nanoTime();
                lag.acknowledged(acknowledged.getAsLong(), now);
                synchronized (looks) {
                    looks.add(new Look(now, lag.behindNanos(counted, now), generation));
                }
            }
        } catch (RuntimeException broken) {
            failure.set(broken);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.METERING_PROGRESS.name())) {
            long saidIn = OrderNumber.generation(progress.decode(record.value()).getOrderNumber());
            synchronized (looks) {
                checkpoints.add(new Checkpoint(System.nanoTime(), saidIn));
            }
            return;
        }
        UsageRollup rollup = rollups.decode(record.value());
        if (rollup.getMeterKey().equals(CALLS)) {
            count(rollup);
        }
    }

    private void count(UsageRollup rollup) {
        Said before = said.getOrDefault(rollup.getRollupId(), new Said(0, -1));
        if (rollup.getOrderNumber() > before.orderNumber) {
            said.put(rollup.getRollupId(), new Said(rollup.getFactCount(), rollup.getOrderNumber()));
            counted += rollup.getFactCount() - before.facts;
            generation = Math.max(generation, OrderNumber.generation(rollup.getOrderNumber()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        reader.join();
    }
}
