package io.matrixplatform.streams.metering.facts;

import org.jspecify.annotations.Nullable;

/**
 * Who used something and when.
 *
 * @param tenantId public form
 * @param subscriptionId public form; null while the tenant has none
 * @param occurredAt micros since 1970, the client's word
 * @param recordedAt micros since 1970, the edge's word
 */
public record Envelope(
        String eventId,
        String tenantId,
        String source,
        @Nullable String subscriptionId,
        long occurredAt,
        long recordedAt) {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** The UTC day of {@code recordedAt}, counted from 1970. */
    public int recordedDay() {
        return (int) Math.floorDiv(recordedAt, MICROS_PER_DAY);
    }
}
