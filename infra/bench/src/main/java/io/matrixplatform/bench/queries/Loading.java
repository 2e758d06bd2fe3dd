package io.matrixplatform.bench.queries;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes the data into Kafka, from which Pinot reads them as it reads all. How much is there already, the log itself tells. */
final class Loading implements AutoCloseable {
    private static final long STEP = 50_000;

    private final String kafka;
    private final BigData data;
    private final RecordEncoder<UsageRollup> rollups;
    private final RecordEncoder<ApiCall> calls;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Loading(String kafka, SchemaRegistry registry, BigData data) {
        this.kafka = kafka;
        this.data = data;
        this.rollups = new RecordEncoder<>(Topics.METERING_USAGE_ROLLUPS, registry);
        this.calls = new RecordEncoder<>(Topics.METERING_API_CALLS, registry);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Goes on loading. @return whether everything is in the log */
    boolean load(long untilNanos) throws IOException {
        long rollup = written(Topics.METERING_USAGE_ROLLUPS);
        long call = written(Topics.METERING_API_CALLS);
        while (rollup < BigData.ROLLUPS || call < BigData.CALLS) {
            if (System.nanoTime() > untilNanos) {
                break;
            }
            long rollupEnd = Math.min(BigData.ROLLUPS, rollup + STEP);
            for (; rollup < rollupEnd; rollup++) {
                UsageRollup next = data.rollup(rollup);
                send(
                        Topics.METERING_USAGE_ROLLUPS,
                        next.getRollupId().getBytes(StandardCharsets.UTF_8),
                        rollups.encode(next));
            }
            long callEnd = Math.min(BigData.CALLS, call + STEP);
            for (; call < callEnd; call++) {
                ApiCall next = data.call(call);
                send(Topics.METERING_API_CALLS, BigData.key(next), calls.encode(next));
            }
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("the data could not be written", failed);
        }
        return rollup == BigData.ROLLUPS && call == BigData.CALLS;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
    private void send(Topic topic, byte[] key, byte[] value) {
        producer.send(
                new ProducerRecord<>(topic.name(), key, value),
                (sent, refused) -> failure.compareAndSet(null, refused));
    }

    private long written(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
