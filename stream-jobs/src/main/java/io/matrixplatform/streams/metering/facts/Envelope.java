package io.matrixplatform.streams.metering.facts;

import org.jspecify.annotations.Nullable;

/**
 * Who used something and when.
 *
 * @param tenantId public form
 * @param subscriptionId public form; null while the tenant has none
 * @param occurredAt micros since 1970, the client's word
 * @param recordedAt micros since 1970, the edge's word: which definitions and rules are in force for it
 * @param bookedAt micros since 1970: when what brings the quantity about was recorded, which is later than the fact where
 *     that is a correction or a release. Whether the quantity is late goes by it
 */
public record Envelope(
        String eventId,
        String tenantId,
        String source,
        @Nullable String subscriptionId,
        long occurredAt,
        long recordedAt,
        long bookedAt) {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    /** Of what is booked when it is recorded. */
    public Envelope(
            String eventId,
            String tenantId,
            String source,
            @Nullable String subscriptionId,
            long occurredAt,
            long recordedAt) {
        this(eventId, tenantId, source, subscriptionId, occurredAt, recordedAt, recordedAt);
    }

    /** The UTC day of {@code recordedAt}, counted from 1970. */
    public int recordedDay() {
        return (int) Math.floorDiv(recordedAt, MICROS_PER_DAY);
    }

    /** {@code recordedAt} in whole seconds since 1970: all that definitions, rules and lateness can tell apart. */
    public long recordedSecond() {
        return Math.floorDiv(recordedAt, MICROS_PER_SECOND);
    }

    /** The same in {@code bookedAt}. */
    public long bookedSecond() {
        return Math.floorDiv(bookedAt, MICROS_PER_SECOND);
    }

    /** The same usage under other stamps. */
    public Envelope stamped(@Nullable String subscription, long recordedSecond) {
        return new Envelope(
                eventId, tenantId, source, subscription, occurredAt, recordedSecond * MICROS_PER_SECOND, bookedAt);
    }

    /** The same usage, booked then. */
    public Envelope booked(long second) {
        return new Envelope(
                eventId, tenantId, source, subscriptionId, occurredAt, recordedAt, second * MICROS_PER_SECOND);
    }
}
