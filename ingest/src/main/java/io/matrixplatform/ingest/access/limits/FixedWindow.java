package io.matrixplatform.ingest.access.limits;

/**
 * So many per window of the calendar in UTC, all back at its end. The two numbers are the window's and what was used in it.
 * A window that is over never comes back.
 */
record FixedWindow(long amount, long lengthMillis) implements Arithmetic {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public void begin(long[] state, int at, Now now) {
        state[at] = window(now);
        state[at + 1] = 0;
    }

    /** Goes on with what was used of a window, unless that is over. */
    void restore(long[] state, int at, long window, long used, Now now) {
        if (window >= window(now)) {
            state[at] = window;
            state[at + 1] = used;
        }
    }

    @Override
    public void carry(Arithmetic before, long[] old, int oldAt, long[] state, int at, Now now) {
        state[at] = old[oldAt];
        state[at + 1] = old[oldAt + 1];
    }

    @Override
    public long waitFor(long[] state, int at, long wanted, Now now) {
        if (wanted > amount) {
            return NEVER;
        }
        return used(state, at, now) + wanted <= amount ? 0 : untilEnd(state, at, now);
    }

    @Override
    public void take(long[] state, int at, long wanted, Now now) {
        state[at + 1] = used(state, at, now) + wanted;
        state[at] = Math.max(state[at], window(now));
    }

    @Override
    public void settle(long[] state, int at, long excess, Now now) {
        throw new IllegalStateException("a call that was let in is one call, whatever becomes of it");
    }

    @Override
    public long used(long[] state, int at, Now now) {
        return state[at] < window(now) ? 0 : state[at + 1];
    }

    @Override
    public long remaining(long[] state, int at, Now now) {
        return Math.max(0, amount - used(state, at, now));
    }

    @Override
    public long untilFull(long[] state, int at, Now now) {
        return used(state, at, now) == 0 ? 0 : untilEnd(state, at, now);
    }

    @Override
    public long untilMore(long[] state, int at, Now now) {
        return untilFull(state, at, now);
    }

    @Override
    public boolean isIdle(long[] state, int at, Now now) {
        return used(state, at, now) == 0;
    }

    private long window(Now now) {
        return Math.floorDiv(now.utcMillis(), lengthMillis);
    }

    private long untilEnd(long[] state, int at, Now now) {
        long end = (Math.max(state[at], window(now)) + 1) * lengthMillis;
        return (end - now.utcMillis()) * NANOS_PER_MILLI;
    }
}
