package io.matrixplatform.bench.ingest;

import io.matrixplatform.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The baseline: a producer and nothing else, with the bytes the door wrote and the settings it writes with. */
final class ProducerRun implements AutoCloseable {
    private static final String TOPIC = Topics.METERING_API_CALLS.name();
    private static final Duration READ_LIMIT = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final List<ConsumerRecord<byte[], byte[]>> facts;
    private final KafkaProducer<byte[], byte[]> producer;

    ProducerRun(String kafka, int facts, InstantSource clock) throws IOException {
        this.clock = clock;
        this.facts = read(kafka, facts);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** @return facts per second, from the first one sent to the last one confirmed */
    double send(int count) throws IOException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            ConsumerRecord<byte[], byte[]> fact = facts.get(i % facts.size());
            sendOne(new ProducerRecord<>(TOPIC, null, clock.millis(), fact.key(), fact.value()), failure);
        }
        producer.flush();
        long took = System.nanoTime() - begin;
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("the producer failed", failed);
        }
        return count / (double) took * 1e9;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the same answer
    private void sendOne(ProducerRecord<byte[], byte[]> fact, AtomicReference<@Nullable Exception> failure) {
        producer.send(fact, (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** The first facts of the log, in which so many must be. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String kafka, int count) throws IOException {
        List<ConsumerRecord<byte[], byte[]>> facts = new ArrayList<>(count);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            long end = System.nanoTime() + READ_LIMIT.toNanos();
            while (facts.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(facts::add);
            }
        }
        if (facts.size() < count) {
            throw new IOException("only " + facts.size() + " of " + count + " accepted facts are in the log");
        }
        return facts.subList(0, count);
    }

    @Override
    public void close() {
        producer.close();
    }
}
