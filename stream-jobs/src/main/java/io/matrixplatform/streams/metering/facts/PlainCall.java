package io.matrixplatform.streams.metering.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A plain API call, read and nothing made of it. One object for one call after the other ({@link PlainCalls}): whoever keeps it
 * makes a {@link Fact} of it.
 */
public final class PlainCall implements Usage, Countable {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final long[] measures = new long[Shape.API_CALL.measures().size()];

    private byte[] bytes = {};
    private int eventId;
    private int eventIdBytes;
    private int subject;
    private int subjectBytes;

    @SuppressWarnings("NullAway.Init") // by set, as are those that follow
    private FactKey key;

    @SuppressWarnings("NullAway.Init")
    private CallKind kind;

    private long occurredAt;
    private long recordedAt;
    private long payloadHash;

    void set(FactKey key, CallKind kind, long occurredAt, long recordedAt, long payloadHash) {
        this.key = key;
        this.kind = kind;
        this.occurredAt = occurredAt;
        this.recordedAt = recordedAt;
        this.payloadHash = payloadHash;
    }

    /** @param subjectBytes -1 where there is none */
    void setTexts(byte[] call, int eventId, int eventIdBytes, int subject, int subjectBytes) {
        this.bytes = call;
        this.eventId = eventId;
        this.eventIdBytes = eventIdBytes;
        this.subject = subject;
        this.subjectBytes = subjectBytes;
    }

    /** To be written in the order of {@link Shape#API_CALL}. */
    long[] measures() {
        return measures;
    }

    /** What repeats are judged by. */
    public FactKey key() {
        return key;
    }

    public long payloadHash() {
        return payloadHash;
    }

    @Override
    public CallKind kind() {
        return kind;
    }

    @Override
    public long occurredAt() {
        return occurredAt;
    }

    @Override
    public long recordedAt() {
        return recordedAt;
    }

    @Override
    public long bookedAt() {
        return recordedAt;
    }

    /** The UTC day of {@code recordedAt}, counted from 1970. */
    public int recordedDay() {
        return (int) Math.floorDiv(recordedAt, MICROS_PER_DAY);
    }

    /** {@code recordedAt} in whole seconds since 1970. */
    public long recordedSecond() {
        return Math.floorDiv(recordedAt, MICROS_PER_SECOND);
    }

    @Override
    public String tenantId() {
        return kind.tenantId();
    }

    @Override
    public @Nullable String subscriptionId() {
        return kind.subscriptionId();
    }

    @Override
    public Identity identity() {
        return new Identity(key.high(), key.low());
    }

    @Override
    public Usage usage() {
        return this;
    }

    @Override
    public String eventType() {
        return CallKind.EVENT_TYPE;
    }

    @Override
    public String dimension(String name) {
        return name.equals(CallKind.SUBJECT) ? subject() : kind.dimension(name);
    }

    private String subject() {
        return subjectBytes < 0 ? "" : new String(bytes, subject, subjectBytes, UTF_8);
    }

    @Override
    public int measure(String name) {
        return kind.shape().measures().indexOf(name);
    }

    @Override
    public long whole(int measure) {
        return measures[measure];
    }

    @Override
    public @Nullable BigDecimal decimal(int measure) {
        return null;
    }

    /** The same, to be kept. */
    public Fact toFact(Origin origin) {
        Envelope envelope = new Envelope(
                new String(bytes, eventId, eventIdBytes, UTF_8),
                kind.tenantId(),
                kind.source(),
                kind.subscriptionId(),
                occurredAt,
                recordedAt);
        String[] dimensions = kind.dimensions().clone();
        dimensions[CallKind.SUBJECT_PLACE] = subject();
        long[] whole = Arrays.copyOf(measures, kind.shape().measures().size());
        Payload payload = Payload.ofWhole(CallKind.EVENT_TYPE, kind.shape(), dimensions, whole);
        return new Fact(origin, identity(), payloadHash, envelope, payload);
    }
}
