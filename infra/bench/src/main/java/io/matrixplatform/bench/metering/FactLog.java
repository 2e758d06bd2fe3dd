package io.matrixplatform.bench.metering;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.MeterAggregation;
import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.metering.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log that every run reads: seeded API calls of about 125 bytes, one in fifty of them sent twice, and the three meters
 * that every tenant has. Recorded now, since the broker refuses facts from another time.
 */
final class FactLog {
    private static final int TENANTS = 50;
    private static final int MODELS = 4;
    private static final int SPREAD_SECONDS = 300;
    private static final int REPEATED_ONE_IN = 50;

    private final String kafka;
    private final SchemaRegistry registry;
    private final InstantSource clock;

    FactLog(String kafka, SchemaRegistry registry, InstantSource clock) {
        this.kafka = kafka;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Writes as much as is asked for, or as the time allows: on a busy machine the runs are slow as well.
     *
     * @return how many were written
     * @throws IllegalStateException if one could not be sent
     */
    int write(int factsMax, Duration time) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Instant end = clock.instant().plus(time);
        int facts = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            predefinedMeters().forEach(meter -> send(producer, meter, failure));
            RecordEncoder<ApiCall> encoder = new RecordEncoder<>(Topics.METERING_API_CALLS, registry);
            Random random = new Random(42);
            ApiCall call = fact(random, 0);
            while (facts < factsMax && call.getRecordedAt().isBefore(end)) {
                if (facts % REPEATED_ONE_IN != 1) {
                    call = fact(random, facts);
                }
                send(producer, record(call, encoder), failure);
                facts++;
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the facts could not be written", failure.get());
        }
        return facts;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> record,
            AtomicReference<@Nullable Exception> failure) {
        producer.send(record, (sent, refused) -> failure.compareAndSet(null, refused));
    }

    private static ProducerRecord<byte[], byte[]> record(ApiCall call, RecordEncoder<ApiCall> encoder) {
        Identity identity = Identity.of(call.getTenantId(), call.getSource(), call.getEventId());
        return new ProducerRecord<>(
                Topics.METERING_API_CALLS.name(),
                null,
                call.getRecordedAt().toEpochMilli(),
                identity.toBytes(),
                encoder.encode(call));
    }

    private ApiCall fact(Random random, int number) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiCall call = new ApiCall();
        call.setEventId(String.format("evt-%08d", number));
        call.setTenantId(String.format("ten_%022d", random.nextInt(TENANTS)));
        call.setSource("bench");
        call.setOccurredAt(now.minusSeconds(random.nextInt(SPREAD_SECONDS)));
        call.setRecordedAt(now);
        call.setKeyId("key_0000000000000000000042");
        call.setModel("model-" + random.nextInt(MODELS));
        call.setRoute("/v1/chat");
        call.setStatus(200);
        call.setLatencyMs(random.nextInt(2_000));
        call.setInputTokens(random.nextInt(2_000));
        call.setOutputTokens(random.nextInt(500));
        return call;
    }

    private List<ProducerRecord<byte[], byte[]>> predefinedMeters() {
        return List.of(
                meter("api.calls", MeterAggregation.COUNT, null),
                meter("tokens.input", MeterAggregation.SUM, "input_tokens"),
                meter("tokens.output", MeterAggregation.SUM, "output_tokens"));
    }

    private ProducerRecord<byte[], byte[]> meter(
            String key, MeterAggregation aggregation, @Nullable String valueField) {
        MeterState state = MeterState.newBuilder()
                .setTenantId("*")
                .setMeterKey(key)
                .setEventType("io.matrixplatform.api-call.v1")
                .setAggregation(aggregation)
                .setValueField(valueField)
                .setDimensions(List.of("model", "route"))
                .setUnit("1")
                .setGraceSeconds(3_600)
                .setEffectiveFrom(Instant.EPOCH)
                .setVersion(1)
                .build();
        byte[] id = ("*/" + key).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                Topics.CATALOG_METER_STATE.name(),
                id,
                new RecordEncoder<MeterState>(Topics.CATALOG_METER_STATE, registry).encode(state));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
