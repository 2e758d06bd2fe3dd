package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.model.metering.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts as people speak of them: {@code call("a").at(noon).tokens(3, 5).fact()}. */
public final class Facts {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final String eventId;
    private String tenant = "ten_a";
    private Instant occurredAt = NOON;
    private Instant recordedAt = NOON.plusSeconds(1);
    private long input = 10;
    private long output = 20;
    private String model = "gpt-4o";
    private @Nullable String subject;
    private Origin origin = new Origin(FactTopic.API_CALLS, 0, 0);

    private Facts(String eventId) {
        this.eventId = eventId;
    }

    public static Facts call(String eventId) {
        return new Facts(eventId);
    }

    /** The same call, to be sent again. */
    public Facts copy() {
        Facts copy = new Facts(eventId);
        copy.tenant = tenant;
        copy.occurredAt = occurredAt;
        copy.recordedAt = recordedAt;
        copy.input = input;
        copy.output = output;
        copy.model = model;
        copy.subject = subject;
        copy.origin = origin;
        return copy;
    }

    public Facts of(String tenant) {
        this.tenant = tenant;
        return this;
    }

    public Facts occurred(Instant at) {
        this.occurredAt = at;
        return this;
    }

    public Facts recorded(Instant at) {
        this.recordedAt = at;
        return this;
    }

    public Facts tokens(long input, long output) {
        this.input = input;
        this.output = output;
        return this;
    }

    public Facts model(String model) {
        this.model = model;
        return this;
    }

    public Facts subject(String subject) {
        this.subject = subject;
        return this;
    }

    public Facts at(int partition, long offset) {
        this.origin = new Origin(FactTopic.API_CALLS, partition, offset);
        return this;
    }

    public ApiCall avro() {
        return ApiCall.newBuilder()
                .setEventId(eventId)
                .setTenantId(tenant)
                .setSource("test")
                .setOccurredAt(occurredAt)
                .setRecordedAt(recordedAt)
                .setKeyId("key_1")
                .setSubject(subject)
                .setModel(model)
                .setRoute("/v1/chat")
                .setStatus(200)
                .setLatencyMs(5)
                .setInputTokens(input)
                .setOutputTokens(output)
                .build();
    }

    public Identity identity() {
        return Identity.of(tenant, "test", eventId);
    }

    public Fact fact() {
        return FactProjection.checked(FactProjection.of(origin, identity(), avro()));
    }

    public FactRecord record() {
        return Records.of(fact(), recordedAt.toEpochMilli());
    }
}
