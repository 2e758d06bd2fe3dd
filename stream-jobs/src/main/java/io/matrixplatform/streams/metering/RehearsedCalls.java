package io.matrixplatform.streams.metering;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.facts.Origin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Calls of nobody, of a few kinds and each with an identity of its own, as they would stand in Kafka. */
final class RehearsedCalls extends RichMapFunction<Long, FactRecord> {
    private static final int KINDS = 64;
    private static final int MODELS = 4;
    /** Odd, so that different numbers have different identities. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final String registryUrl;
    private final long recordedAtMs;

    @SuppressWarnings("NullAway.Init") // by open
    private transient byte[][] kinds;

    RehearsedCalls(String registryUrl, long recordedAtMs) {
        this.registryUrl = registryUrl;
        this.recordedAtMs = recordedAtMs;
    }

    @Override
    public void open(OpenContext context) {
        open(SchemaRegistry.at(registryUrl));
    }

    void open(SchemaRegistry registry) {
        RecordEncoder<ApiCall> encoder = new RecordEncoder<>(Topics.METERING_API_CALLS, registry);
        kinds = new byte[KINDS][];
        for (int kind = 0; kind < KINDS; kind++) {
            kinds[kind] = encoder.encode(call(kind));
        }
    }

    private ApiCall call(int kind) {
        Instant recordedAt = Instant.ofEpochMilli(recordedAtMs);
        ApiCall call = new ApiCall();
        call.setEventId("call-" + kind);
        call.setTenantId("ten_0000000000000000000000");
        call.setSource("rehearsal");
        call.setSubject("user-" + kind);
        call.setOccurredAt(recordedAt.minus(kind, ChronoUnit.SECONDS));
        call.setRecordedAt(recordedAt);
        call.setKeyId("key_0000000000000000000000");
        call.setModel("model-" + kind % MODELS);
        call.setRoute("/v1/chat/completions");
        call.setStatus(200);
        call.setLatencyMs(kind);
        call.setInputTokens(kind);
        call.setOutputTokens(kind / MODELS);
        return call;
    }

    @Override
    public FactRecord map(Long number) {
        byte[] key = ByteBuffer.allocate(Identity.BYTES)
                .putLong(number * SPREAD)
                .putLong(number)
                .array();
        return new FactRecord(
                new Origin(FactTopic.API_CALLS, 0, number), recordedAtMs, key, kinds[(int) (number % KINDS)]);
    }
}
