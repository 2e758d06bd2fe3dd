package io.matrixplatform.ingest.metering;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How much one request and one event may be.
 *
 * @param bodyMaxBytes of the body, packed and inflated alike
 * @param bodyTimeout in which the body must have arrived
 * @param eventsMax in one batch
 * @param pointsMax data points in one request of OpenTelemetry metrics
 * @param past how long before now an event may have happened
 * @param future how far clocks of clients may run ahead
 * @param depthMax objects inside each other, the data itself counted
 * @param fieldsMax measures and dimensions of one event together
 * @param nameMaxChars of a measure's or dimension's name, its path included
 * @param valueMaxChars of a dimension's value
 */
public record EventBounds(
        int bodyMaxBytes,
        Duration bodyTimeout,
        int eventsMax,
        int pointsMax,
        Duration past,
        Duration future,
        int depthMax,
        int fieldsMax,
        int nameMaxChars,
        int valueMaxChars) {
    /** What a broker takes in one record by default, less room for the envelope. */
    private static final int RECORD_MAX_CHARS = 240_000;

    public EventBounds {
        requireNonNull(bodyTimeout, "bodyTimeout");
        requireNonNull(past, "past");
        requireNonNull(future, "future");
        atLeastOne(bodyMaxBytes, "bodyMaxBytes");
        atLeastOne(eventsMax, "eventsMax");
        atLeastOne(pointsMax, "pointsMax");
        atLeastOne(depthMax, "depthMax");
        atLeastOne(fieldsMax, "fieldsMax");
        atLeastOne(nameMaxChars, "nameMaxChars");
        atLeastOne(valueMaxChars, "valueMaxChars");
        if (past.isNegative() || future.isNegative()) {
            throw new IllegalArgumentException("past (" + past + ") and future (" + future + ") are lengths");
        }
        if ((long) fieldsMax * (nameMaxChars + valueMaxChars) > RECORD_MAX_CHARS) {
            throw new IllegalArgumentException("fieldsMax × (nameMaxChars + valueMaxChars) is above " + RECORD_MAX_CHARS
                    + ": such an event would not fit a Kafka record");
        }
    }

    /** @param occurredAtMicros since 1970 UTC */
    public boolean isTooOld(long occurredAtMicros, Instant now) {
        return occurredAtMicros < micros(now) - past.toNanos() / 1_000;
    }

    /** @param occurredAtMicros since 1970 UTC */
    public boolean isInFuture(long occurredAtMicros, Instant now) {
        return occurredAtMicros > micros(now) + future.toNanos() / 1_000;
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
