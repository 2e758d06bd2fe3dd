package io.matrixplatform.ingest.access.limits;

/** So many calls under way at once. Nobody can know when one ends. */
record Permits(long amount) implements Arithmetic {
    /** What a client is told to wait, for lack of anything better to say. */
    private static final long A_SECOND = 1_000_000_000;

    @Override
    public void begin(long[] state, int at, Now now) {
        state[at] = 0;
    }

    @Override
    public void carry(Arithmetic before, long[] old, int oldAt, long[] state, int at, Now now) {
        state[at] = old[oldAt];
    }

    @Override
    public long waitFor(long[] state, int at, long wanted, Now now) {
        if (wanted > amount) {
            return NEVER;
        }
        return state[at] + wanted <= amount ? 0 : A_SECOND;
    }

    @Override
    public void take(long[] state, int at, long wanted, Now now) {
        state[at] += wanted;
    }

    @Override
    public void settle(long[] state, int at, long excess, Now now) {
        state[at] += excess;
    }

    @Override
    public long used(long[] state, int at, Now now) {
        return state[at];
    }

    @Override
    public long remaining(long[] state, int at, Now now) {
        return Math.max(0, amount - state[at]);
    }

    @Override
    public long untilFull(long[] state, int at, Now now) {
        return 0;
    }

    @Override
    public long untilMore(long[] state, int at, Now now) {
        return 0;
    }

    @Override
    public boolean isIdle(long[] state, int at, Now now) {
        return state[at] == 0;
    }
}
