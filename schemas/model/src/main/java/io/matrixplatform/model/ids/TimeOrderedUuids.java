package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes version 7 UUIDs (RFC 9562): 48 bits of milliseconds, then a 12-bit counter that starts at random in each
 * millisecond, then 62 random bits. Those of one instance ascend strictly, also when the clock steps back. Thread-safe.
 */
public final class TimeOrderedUuids {
    private static final int COUNTER_BITS = 12;
    // Half of the counter's range is kept free for the ids that follow in the same millisecond.
    private static final int COUNTER_START_BOUND = 1 << (COUNTER_BITS - 1);

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastTick;

    public TimeOrderedUuids(InstantSource clock, RandomGenerator random) {
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    public synchronized UUID next() {
        // A tick is millisecond and counter in one number: an overflowing counter simply borrows the next millisecond.
        long fresh = clock.millis() << COUNTER_BITS | random.nextInt(COUNTER_START_BOUND);
        lastTick = Math.max(fresh, lastTick + 1);
        long millis = lastTick >>> COUNTER_BITS;
        long counter = lastTick & ((1 << COUNTER_BITS) - 1);
        return new UUID(millis << 16 | 0x7000L | counter, 0x8000_0000_0000_0000L | random.nextLong() >>> 2);
    }
}
