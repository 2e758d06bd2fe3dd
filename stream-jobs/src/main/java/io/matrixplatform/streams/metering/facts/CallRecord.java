package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.ApiCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The way back: the Avro record of an API call from its projection, which has every field of it. */
public final class CallRecord {
    private CallRecord() {}

    public static ApiCall of(Envelope envelope, Payload payload) {
        int firstToken = payload.measure("time_to_first_token_ms");
        Frame frame = Frame.of(payload);
        return ApiCall.newBuilder()
                .setEventId(envelope.eventId())
                .setTenantId(envelope.tenantId())
                .setSource(envelope.source())
                .setOccurredAt(time(envelope.occurredAt()))
                .setRecordedAt(time(envelope.recordedAt()))
                .setKeyId(payload.dimension("key_id"))
                .setSubscriptionId(envelope.subscriptionId())
                .setSubject(orNull(payload, "subject"))
                .setModel(payload.dimension("model"))
                .setRoute(payload.dimension("route"))
                .setStatus(Integer.parseInt(payload.dimension("status")))
                .setLatencyMs(whole(payload, "latency_ms"))
                .setTimeToFirstTokenMs(firstToken < 0 ? null : payload.whole()[firstToken])
                .setInputTokens(whole(payload, "input_tokens"))
                .setOutputTokens(whole(payload, "output_tokens"))
                .setCachedInputTokens(whole(payload, "cached_input_tokens"))
                .setReasoningOutputTokens(whole(payload, "reasoning_output_tokens"))
                .setEstimated(Boolean.parseBoolean(payload.dimension("estimated")))
                .setAppId(orNull(payload, "app_id"))
                .setPartnerId(orNull(payload, "partner_id"))
                .setRequestId(frame == null ? null : payload.dimension("request_id"))
                .setFrame(frame == null ? 0 : frame.number())
                .setFinalFrame(frame != null && frame.isFinal())
                .build();
    }

    private static long whole(Payload payload, String measure) {
        return payload.whole()[payload.measure(measure)];
    }

    /** The edge takes no empty text. */
    private static @Nullable String orNull(Payload payload, String dimension) {
        String value = payload.dimension(dimension);
        return value.isEmpty() ? null : value;
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
