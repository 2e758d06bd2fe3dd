package io.matrixplatform.model.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/** A stretch of the time line, half-open: {@code start} belongs to it, {@code end} to the next one. Never empty. */
public record TimeWindow(Instant start, Instant end) {
    public TimeWindow {
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a window must start before it ends: [" + start + ", " + end + ")");
        }
    }

    /**
     * The window of length {@code size}, counted from the epoch in UTC, that {@code moment} lies in.
     *
     * @throws IllegalArgumentException if {@code size} is not a positive whole number of microseconds
     * @throws ArithmeticException if {@code moment} is some 290,000 years away
     */
    public static TimeWindow containing(Instant moment, Duration size) {
        long micros = Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
        long step = size.toNanos() / 1_000;
        if (step <= 0 || size.toNanos() % 1_000 != 0) {
            throw new IllegalArgumentException("a window's size is a positive number of microseconds, not " + size);
        }
        long start = Math.floorDiv(micros, step) * step;
        return new TimeWindow(instantOfMicros(start), instantOfMicros(start + step));
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }

    public boolean overlaps(TimeWindow other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    private static Instant instantOfMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
