package io.matrixplatform.bench.viewers;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.metering.Slice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One rollup that the metering job might have said, which grows by one each time; and when it did. */
final class GrowingMinute implements AutoCloseable {
    private final Slice slice;
    private final Instant minute;
    private final RecordEncoder<UsageRollup> encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Long, Long> saidAt = new ConcurrentHashMap<>();
    private long value;

    GrowingMinute(String kafka, SchemaRegistry registry, String tenant) {
        minute = Slice.minuteOf(Instant.ofEpochMilli(System.currentTimeMillis()));
        slice = new Slice(tenant, null, "api.calls", "{\"model\":\"m\",\"route\":\"/v1\"}", Slice.startOf(minute));
        encoder = new RecordEncoder<>(Topics.METERING_USAGE_ROLLUPS, registry);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    long value() {
        return value;
    }

    /** Nanoseconds, as {@link System#nanoTime} counts them, when the minute grew to {@code quantity}. */
    long saidAt(long quantity) {
        return saidAt.getOrDefault(quantity, Long.MIN_VALUE);
    }

    void grow() throws Exception {
        value++;
        UsageRollup rollup = UsageRollup.newBuilder()
                .setRollupId(slice.rollupId(minute))
                .setTenantId(slice.tenantId())
                .setSubscriptionId(null)
                .setMeterKey(slice.meterKey())
                .setDimensions(slice.dimensions())
                .setMinuteStart(minute)
                .setQuantity(BigDecimal.valueOf(value).setScale(18))
                .setQuantityLong(value)
                .setFactCount(value)
                .setOrderNumber(value)
                .build();
        saidAt.put(value, System.nanoTime());
        producer.send(new ProducerRecord<>(
                        Topics.METERING_USAGE_ROLLUPS.name(),
                        rollup.getRollupId().getBytes(StandardCharsets.UTF_8),
                        encoder.encode(rollup)))
                .get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
