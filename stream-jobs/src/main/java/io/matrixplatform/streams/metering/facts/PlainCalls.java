package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.FactProjection.orEmpty;

import io.matrixplatform.model.metering.Identity;
import org.jspecify.annotations.Nullable;

/**
 * API calls that are neither frames nor corrections, which nearly all records are, straight from their bytes: the same facts as
 * by way of the Avro record, at less cost. Field by field as in this version's schema; a test compares the two.
 */
final class PlainCalls {
    private PlainCalls() {}

    /**
     * Null of whatever is not plain, and of what cannot be read: the other way tells why.
     *
     * @param bytes of this version's schema from {@code from} on
     */
    static @Nullable Fact read(Origin origin, Identity identity, byte[] bytes, int from) {
        try {
            AvroCursor in = new AvroCursor(bytes, from);
            Fact fact = read(origin, identity, in);
            return in.isAtEnd() ? fact : null;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException other) {
            return null;
        }
    }

    private static @Nullable Fact read(Origin origin, Identity identity, AvroCursor in) {
        String eventId = in.text();
        String tenantId = in.knownText();
        String source = in.knownText();
        long occurredAt = in.number();
        long recordedAt = in.number();
        String keyId = in.knownText();
        String subscriptionId = in.optionalText();
        String subject = in.optionalText();
        String model = in.knownText();
        String route = in.knownText();
        int status = in.smallNumber();
        long latency = in.number();
        boolean isStreamed = in.isThere();
        long firstToken = isStreamed ? in.number() : 0;
        long input = in.number();
        long output = in.number();
        long cached = in.number();
        long reasoning = in.number();
        boolean estimated = in.truth();
        String appId = in.optionalText();
        String partnerId = in.optionalText();
        String requestId = in.optionalText();
        long frame = in.number();
        boolean finalFrame = in.truth();
        boolean isCorrection = in.isThere();
        if (requestId != null || isCorrection || in.isThere()) {
            return null;
        }
        long hash = new PayloadHash()
                .add(1, occurredAt)
                .add(2, subject)
                .add(3, model)
                .add(4, route)
                .add(5, status)
                .add(6, latency)
                .add(7, isStreamed ? firstToken + 1 : 0)
                .add(8, input)
                .add(9, output)
                .add(10, cached)
                .add(11, reasoning)
                .add(12, estimated)
                .add(13, appId)
                .add(14, partnerId)
                .add(16, frame)
                .add(17, finalFrame)
                .value();
        String[] dimensions = {
            source,
            orEmpty(subject),
            model,
            route,
            Integer.toString(status),
            keyId,
            orEmpty(appId),
            orEmpty(partnerId),
            Boolean.toString(estimated)
        };
        Payload payload = isStreamed
                ? Payload.ofWhole(
                        FactProjection.API_CALL_TYPE,
                        Shape.API_CALL,
                        dimensions,
                        input,
                        output,
                        cached,
                        reasoning,
                        latency,
                        firstToken)
                : Payload.ofWhole(
                        FactProjection.API_CALL_TYPE,
                        Shape.UNSTREAMED_API_CALL,
                        dimensions,
                        input,
                        output,
                        cached,
                        reasoning,
                        latency);
        Envelope envelope = new Envelope(eventId, tenantId, source, subscriptionId, occurredAt, recordedAt);
        return new Fact(origin, identity, hash, envelope, payload);
    }
}
