package io.matrixplatform.streams.metering.facts;

import org.jspecify.annotations.Nullable;

/**
 * Reads API calls that are neither frames nor corrections, which nearly all records are, straight from their bytes: the same as
 * by way of the Avro record, at a fraction of the cost. Field by field as in this version's schema; a test compares the two. Not
 * thread-safe.
 */
final class PlainCalls {
    private final CallKinds kinds = new CallKinds();
    private final PlainCall call = new PlainCall();
    private final int[] parts = new int[8];

    /**
     * Null of whatever is not plain, and of what cannot be read or says nothing that counts: the other way tells why.
     *
     * @param bytes of this version's schema between {@code from} and {@code to}
     * @return good until the next is read
     */
    @Nullable PlainCall read(FactKey key, byte[] bytes, int from, int to) {
        try {
            AvroCursor in = new AvroCursor(bytes, from);
            return read(key, in, bytes, to) ? call : null;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException other) {
            return null;
        }
    }

    private boolean read(FactKey key, AvroCursor in, byte[] bytes, int to) {
        int eventIdBytes = in.textBytes();
        int eventId = in.at();
        in.skip(eventIdBytes);
        parts[0] = in.at();
        int tenantBytes = in.skipText();
        int sourceBytes = in.skipText();
        parts[1] = in.at();
        long occurredAt = in.number();
        long recordedAt = in.number();
        parts[2] = in.at();
        in.skipText();
        in.skipOptionalText();
        parts[3] = in.at();
        int subjectBytes = in.isThere() ? in.skipText() : -1;
        parts[4] = in.at();
        in.skipText();
        in.skipText();
        int status = in.smallNumber();
        parts[5] = in.at();
        long latency = in.number();
        boolean isStreamed = in.isThere();
        long firstToken = isStreamed ? in.number() : 0;
        long input = in.number();
        long output = in.number();
        long cached = in.number();
        long reasoning = in.number();
        parts[6] = in.at();
        boolean estimated = in.truth();
        in.skipOptionalText();
        in.skipOptionalText();
        parts[7] = in.at();
        if (in.isThere()) {
            return false;
        }
        long frame = in.number();
        boolean finalFrame = in.truth();
        boolean isCorrection = in.isThere();
        if (isCorrection || in.isThere() || in.at() != to || !FactProjection.isWithinBounds(occurredAt, recordedAt)) {
            return false;
        }
        if (eventIdBytes == 0 || tenantBytes == 0 || sourceBytes == 0) {
            return false;
        }
        CallKind kind = kinds.find(bytes, parts, isStreamed);
        int subject = parts[4] - subjectBytes;
        long hash = PayloadHash.add(PayloadHash.begin(), 1, occurredAt);
        if (subjectBytes >= 0) {
            hash = PayloadHash.add(hash, 2, bytes, subject, parts[4]);
        }
        hash = kind.addModelAndRoute(hash);
        hash = PayloadHash.add(hash, 5, status);
        hash = PayloadHash.add(hash, 6, latency);
        hash = PayloadHash.add(hash, 7, isStreamed ? firstToken + 1 : 0);
        hash = PayloadHash.add(hash, 8, input);
        hash = PayloadHash.add(hash, 9, output);
        hash = PayloadHash.add(hash, 10, cached);
        hash = PayloadHash.add(hash, 11, reasoning);
        hash = PayloadHash.add(hash, 12, estimated ? 1 : 0);
        hash = kind.addAppAndPartner(hash);
        hash = PayloadHash.add(hash, 16, frame);
        hash = PayloadHash.add(hash, 17, finalFrame ? 1 : 0);
        long[] measures = call.measures();
        measures[0] = input;
        measures[1] = output;
        measures[2] = cached;
        measures[3] = reasoning;
        measures[4] = latency;
        measures[5] = firstToken;
        call.setTexts(bytes, eventId, eventIdBytes, subject, subjectBytes);
        call.set(key, kind, occurredAt, recordedAt, hash);
        return true;
    }
}
