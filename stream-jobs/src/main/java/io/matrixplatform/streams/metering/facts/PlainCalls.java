package io.matrixplatform.streams.metering.facts;

import org.jspecify.annotations.Nullable;

/**
 * Reads API calls that are neither frames nor corrections, which nearly all records are, straight from their bytes: the same as
 * by way of the Avro record, at a fraction of the cost. Field by field as in this version's schema; a test compares the two. Not
 * thread-safe.
 *
 * <p>The methods that begin with {@code read} follow each other as the fields do, and name those that they pass over. What they
 * keep stands in the fields of this class, since values of one call after the other need no objects.
 */
final class PlainCalls {
    // Places of measures, as in Shape.API_CALL.
    private static final int INPUT_TOKENS = 0;
    private static final int OUTPUT_TOKENS = 1;
    private static final int CACHED_INPUT_TOKENS = 2;
    private static final int REASONING_OUTPUT_TOKENS = 3;
    private static final int LATENCY_MS = 4;
    private static final int TIME_TO_FIRST_TOKEN_MS = 5;

    private final CallKinds kinds = new CallKinds();
    private final PlainCall call = new PlainCall();
    private final long[] measures = call.measures();

    /** Where the parts of the {@link CallKind} begin and end. */
    private final int[] parts = new int[8];

    private int eventId;
    private int eventIdBytes;
    private int tenantIdBytes;
    private int sourceBytes;
    private long occurredAt;
    private long recordedAt;
    private int subject;
    private int subjectBytes;
    private int status;
    private boolean isStreamed;
    private boolean isEstimated;
    private long frame;
    private boolean isFinalFrame;

    /**
     * Null of whatever is not plain, and of what cannot be read or says nothing that counts: the other way tells why.
     *
     * @param bytes of this version's schema between {@code from} and {@code to}
     * @return good until the next is read
     */
    @Nullable PlainCall read(FactKey key, byte[] bytes, int from, int to) {
        try {
            AvroCursor in = new AvroCursor(bytes, from);
            readEnvelope(in);
            readPayload(in);
            if (!readNeitherFrameNorCorrection(in) || in.at() != to || !counts()) {
                return null;
            }
            CallKind kind = kinds.find(bytes, parts, isStreamed);
            call.setTexts(bytes, eventId, eventIdBytes, subject, subjectBytes);
            call.set(key, kind, occurredAt, recordedAt, payloadHash(kind, bytes));
            return call;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException other) {
            return null;
        }
    }

    /** From event_id to subscription_id: what names the call, and what the edge stamps. */
    private void readEnvelope(AvroCursor in) {
        eventIdBytes = in.textBytes();
        eventId = in.at();
        in.skip(eventIdBytes);

        parts[0] = in.at();
        tenantIdBytes = in.skipText();
        sourceBytes = in.skipText();
        parts[1] = in.at();

        occurredAt = in.number();
        recordedAt = in.number();

        parts[2] = in.at();
        in.skipText(); // key_id
        in.skipOptionalText(); // subscription_id
        parts[3] = in.at();
    }

    /** From subject to partner_id: what the client says of the call. */
    private void readPayload(AvroCursor in) {
        subjectBytes = in.isThere() ? in.skipText() : -1;
        subject = in.at() - subjectBytes;

        parts[4] = in.at();
        in.skipText(); // model
        in.skipText(); // route
        status = in.smallNumber();
        parts[5] = in.at();

        readMeasures(in);

        parts[6] = in.at();
        isEstimated = in.truth();
        in.skipOptionalText(); // app_id
        in.skipOptionalText(); // partner_id
        parts[7] = in.at();
    }

    /** From latency_ms to reasoning_output_tokens. */
    private void readMeasures(AvroCursor in) {
        measures[LATENCY_MS] = in.number();
        isStreamed = in.isThere();
        measures[TIME_TO_FIRST_TOKEN_MS] = isStreamed ? in.number() : 0;
        measures[INPUT_TOKENS] = in.number();
        measures[OUTPUT_TOKENS] = in.number();
        measures[CACHED_INPUT_TOKENS] = in.number();
        measures[REASONING_OUTPUT_TOKENS] = in.number();
    }

    /** From request_id to the end. The numbers of a frame may stand where there is none; they are hashed as any. */
    private boolean readNeitherFrameNorCorrection(AvroCursor in) {
        boolean isFrame = in.isThere(); // request_id
        if (isFrame) {
            return false;
        }
        frame = in.number();
        isFinalFrame = in.truth();
        boolean isCorrection = in.isThere(); // correction
        return !isCorrection && !in.isThere(); // amended
    }

    private boolean counts() {
        return eventIdBytes > 0
                && tenantIdBytes > 0
                && sourceBytes > 0
                && FactProjection.isWithinBounds(occurredAt, recordedAt);
    }

    /** The fields by the numbers that {@link FactProjection} gives them. */
    private long payloadHash(CallKind kind, byte[] bytes) {
        long hash = PayloadHash.add(PayloadHash.begin(), 1, occurredAt);
        if (subjectBytes >= 0) {
            hash = PayloadHash.add(hash, 2, bytes, subject, subject + subjectBytes);
        }
        hash = kind.addModelAndRoute(hash);
        hash = PayloadHash.add(hash, 5, status);
        hash = PayloadHash.add(hash, 6, measures[LATENCY_MS]);
        hash = PayloadHash.add(hash, 7, isStreamed ? measures[TIME_TO_FIRST_TOKEN_MS] + 1 : 0);
        hash = PayloadHash.add(hash, 8, measures[INPUT_TOKENS]);
        hash = PayloadHash.add(hash, 9, measures[OUTPUT_TOKENS]);
        hash = PayloadHash.add(hash, 10, measures[CACHED_INPUT_TOKENS]);
        hash = PayloadHash.add(hash, 11, measures[REASONING_OUTPUT_TOKENS]);
        hash = PayloadHash.add(hash, 12, isEstimated ? 1 : 0);
        hash = kind.addAppAndPartner(hash);
        hash = PayloadHash.add(hash, 16, frame);
        return PayloadHash.add(hash, 17, isFinalFrame ? 1 : 0);
    }
}
