package io.matrixplatform.ingest.access.limits;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time that decisions are made by. It is carried by the monotonic clock: a wall clock that is ahead of it moves it, one
 * that is behind does not, so stepping the wall clock back changes no decision. Thread-safe.
 */
public final class SteadyTime {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanos;
    private final InstantSource wall;
    /** Wall less monotonic time, in nanoseconds. */
    private final AtomicLong offset;

    /** @param nanos a clock that never steps, such as {@code System::nanoTime} */
    public SteadyTime(LongSupplier nanos, InstantSource wall) {
        this.nanos = nanos;
        this.wall = wall;
        this.offset = new AtomicLong(wall.millis() * NANOS_PER_MILLI - nanos.getAsLong());
    }

    Now now() {
        long monotonic = nanos.getAsLong();
        long seen = wall.millis() * NANOS_PER_MILLI - monotonic;
        long known = offset.get();
        while (seen - known > 0 && !offset.compareAndSet(known, seen)) {
            known = offset.get();
        }
        long ahead = seen - known > 0 ? seen : known;
        return new Now(monotonic, (monotonic + ahead) / NANOS_PER_MILLI);
    }
}
