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
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log that every run reads: seeded API calls of about 125 bytes, one in fifty of them sent twice, and the three meters
 * that every tenant has. Recorded now, since the broker refuses facts from another time.
 */
final class FactLog implements AutoCloseable {
    private static final int TENANTS = 50;
    private static final int MODELS = 4;
    private static final int SPREAD_SECONDS = 300;
    private static final int REPEATED_ONE_IN = 50;
    private static final int EVENTS = 100_000_000;
    private static final List<String> TENANT_IDS = IntStream.range(0, TENANTS)
            .mapToObj(tenant -> String.format("ten_%022d", tenant))
            .toList();
    private static final List<String> MODEL_NAMES =
            IntStream.range(0, MODELS).mapToObj(model -> "model-" + model).toList();

    private final InstantSource clock;
    private final double shareOfFirst;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordEncoder<ApiCall> encoder;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Random random = new Random(42);
    private int written;
    private int distinct;

    /** @param shareOfFirst what one tenant has of all calls, the others having equal parts of the rest */
    FactLog(String kafka, SchemaRegistry registry, InstantSource clock, double shareOfFirst) {
        this.clock = clock;
        this.shareOfFirst = shareOfFirst;
        this.producer = producer(kafka);
        this.encoder = new RecordEncoder<>(Topics.METERING_API_CALLS, registry);
        predefinedMeters(registry).forEach(meter -> send(producer, meter, failure));
    }

    /**
     * Writes as much as is asked for, or as the time allows: on a busy machine the runs are slow as well.
     *
     * @return how many were written
     * @throws IllegalStateException if one could not be sent
     */
    int write(int factsMax, Duration time) {
        Instant end = clock.instant().plus(time);
        int facts = 0;
        ApiCall call = fact(written);
        while (facts < factsMax && call.getRecordedAt().isBefore(end)) {
            if (facts % REPEATED_ONE_IN != 1) {
                call = fact(written);
                distinct++;
            }
            send(producer, record(call, encoder), failure);
            facts++;
            written++;
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the facts could not be written", failure.get());
        }
        return facts;
    }

    /** How many of those that were written were not written before. */
    int distinct() {
        return distinct;
    }

    @Override
    public void close() {
        producer.close();
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

    private ApiCall fact(int number) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiCall call = new ApiCall();
        call.setEventId("evt-" + (EVENTS + number));
        call.setTenantId(TENANT_IDS.get(random.nextDouble() < shareOfFirst ? 0 : random.nextInt(TENANTS)));
        call.setSource("bench");
        call.setOccurredAt(now.minusSeconds(random.nextInt(SPREAD_SECONDS)));
        call.setRecordedAt(now);
        call.setKeyId("key_0000000000000000000042");
        call.setModel(MODEL_NAMES.get(random.nextInt(MODELS)));
        call.setRoute("/v1/chat");
        call.setStatus(200);
        call.setLatencyMs(random.nextInt(2_000));
        call.setInputTokens(random.nextInt(2_000));
        call.setOutputTokens(random.nextInt(500));
        return call;
    }

    private static List<ProducerRecord<byte[], byte[]>> predefinedMeters(SchemaRegistry registry) {
        return List.of(
                meter("api.calls", MeterAggregation.COUNT, null, registry),
                meter("tokens.input", MeterAggregation.SUM, "input_tokens", registry),
                meter("tokens.output", MeterAggregation.SUM, "output_tokens", registry));
    }

    private static ProducerRecord<byte[], byte[]> meter(
            String key, MeterAggregation aggregation, @Nullable String valueField, SchemaRegistry registry) {
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

    private static KafkaProducer<byte[], byte[]> producer(String kafka) {
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
