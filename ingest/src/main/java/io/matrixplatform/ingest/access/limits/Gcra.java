package io.matrixplatform.ingest.access.limits;

import java.time.Duration;

/**
 * A rate as the generic cell rate algorithm has it: one number, when all that was used will have come back (the theoretical
 * arrival time). Lets through at most the burst at once, and over any time t at most burst + t / interval.
 *
 * <p>Source: ITU-T I.371, virtual scheduling.
 *
 * @param interval nanoseconds until one has come back; rounded up, so never more than the amount is let through
 * @param tolerance how far ahead of now that time may be: the whole burst
 * @param window nanoseconds that the amount is for, which is as far as a debt may go beyond an empty bucket
 */
record Gcra(long interval, long tolerance, long window) implements Arithmetic {
    static Gcra of(long amount, long burst, Duration window) {
        long nanos = window.toNanos();
        long interval = ceilDiv(nanos, amount);
        return new Gcra(interval, Math.multiplyExact(interval, burst), nanos);
    }

    @Override
    public void begin(long[] state, int at, Now now) {
        state[at] = now.nanos();
    }

    /** Leaves no more than has come back since a moment at which the bucket was empty. */
    void empty(long[] state, int at, Now then, Now now) {
        long owed = then.nanos() - now.nanos() + tolerance;
        if (owed > owed(state[at], now)) {
            state[at] = now.nanos() + owed;
        }
    }

    /** Keeps what was used, up to an empty bucket, and a debt as the time that it takes. */
    @Override
    public void carry(Arithmetic before, long[] old, int oldAt, long[] state, int at, Now now) {
        if (before.equals(this)) {
            state[at] = old[oldAt]; // of a part of a unit too, should policies of the same numbers change places often
        } else if (before instanceof Gcra was) {
            long owed = was.owed(old[oldAt], now);
            long debt = Math.max(0, owed - was.tolerance);
            long used = Math.min(ceilDiv(owed - debt, was.interval), tolerance / interval);
            state[at] = now.nanos() + used * interval + debt;
        } else {
            begin(state, at, now);
        }
    }

    @Override
    public long waitFor(long[] state, int at, long amount, Now now) {
        if (amount == 0) {
            return 0;
        }
        if (amount > tolerance / interval) {
            return NEVER;
        }
        return Math.max(0, owed(state[at], now) + amount * interval - tolerance);
    }

    @Override
    public void take(long[] state, int at, long amount, Now now) {
        state[at] = now.nanos() + owed(state[at], now) + amount * interval;
    }

    /** What is given back may put the time before now, which is a full bucket; a debt ends a window after an empty one. */
    @Override
    public void settle(long[] state, int at, long excess, Now now) {
        long furthest = tolerance + window;
        long units = Math.max(-furthest / interval - 1, Math.min(excess, furthest / interval + 1));
        long after = state[at] + units * interval;
        state[at] = units > 0 && after - now.nanos() > furthest ? now.nanos() + furthest : after;
    }

    @Override
    public long used(long[] state, int at, Now now) {
        return ceilDiv(owed(state[at], now), interval);
    }

    @Override
    public long remaining(long[] state, int at, Now now) {
        return Math.max(0, (tolerance - owed(state[at], now)) / interval);
    }

    @Override
    public long untilFull(long[] state, int at, Now now) {
        return owed(state[at], now);
    }

    @Override
    public long untilMore(long[] state, int at, Now now) {
        long owed = owed(state[at], now);
        return owed == 0 ? 0 : owed - (tolerance - (remaining(state, at, now) + 1) * interval);
    }

    @Override
    public boolean isIdle(long[] state, int at, Now now) {
        return owed(state[at], now) == 0;
    }

    private long owed(long time, Now now) {
        return Math.max(0, time - now.nanos());
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
