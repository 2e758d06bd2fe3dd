package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.Limit;

/**
 * What a limit makes of the two numbers that are kept of what was used of it. Pure but for those numbers; knows neither locks
 * nor clocks. {@code at} is the place of the first of the two in {@code state}.
 */
sealed interface Arithmetic permits Gcra, FixedWindow, Permits {
    /** A wait for what can never pass. */
    long NEVER = Long.MAX_VALUE;

    /** Of numbers that are kept of a limit. */
    int SIZE = 2;

    static Arithmetic of(Limit limit) {
        return switch (limit.kind().rule()) {
            case RATE -> Gcra.of(limit.amount(), limit.burst(), limit.kind().window());
            case WINDOW -> new FixedWindow(limit.amount(), limit.kind().window().toMillis());
            case PERMITS -> new Permits(limit.amount());
        };
    }

    /** Puts the numbers of a limit there of which nothing was used. */
    void begin(long[] state, int at, Now now);

    /**
     * Puts the numbers there that keep what was used under another amount.
     *
     * @param before of the same kind of limit
     */
    void carry(Arithmetic before, long[] old, int oldAt, long[] state, int at, Now now);

    /**
     * Until {@code amount} would be let through, in nanoseconds; 0 if now. Changes nothing.
     *
     * @return {@link #NEVER} if it is more than there ever is
     */
    long waitFor(long[] state, int at, long amount, Now now);

    /** Uses what was found to fit. */
    void take(long[] state, int at, long amount, Now now);

    /**
     * Puts right what was taken for a call that has ended.
     *
     * @param excess what it used beyond what was taken; negative if it used less
     */
    void settle(long[] state, int at, long excess, Now now);

    /** What was used and has not come back. */
    long used(long[] state, int at, Now now);

    /** What would be let through at once; never negative, never more than there is. */
    long remaining(long[] state, int at, Now now);

    /** Until all of it is there, in nanoseconds; 0 if it is, or if nobody can know. */
    long untilFull(long[] state, int at, Now now);

    /** Until there is more than remains, in nanoseconds; 0 if all is there, or if nobody can know. */
    long untilMore(long[] state, int at, Now now);

    /** Whether the numbers are as good as those of a limit of which nothing was used. */
    boolean isIdle(long[] state, int at, Now now);
}
