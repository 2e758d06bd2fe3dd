package io.matrixplatform.e2e.inference;

import java.util.SplittableRandom;

/**
 * How one stream is to go and to end, the same for its caller and its upstream.
 *
 * @param leavesAfter so many parts its caller leaves, if it is to end so; zero for before its answer
 * @param pauseMs before each part
 */
record PlannedStream(
        int number, End end, int parts, int leavesAfter, int pauseMs, long inputTokens, long outputTokens) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int MOST_PARTS = 6;
    private static final int LONGEST_PAUSE_MS = 15;

    enum End {
        FINISHED,
        /** The caller leaves. */
        LEFT,
        /** The upstream closes its connection. */
        CUT,
        /** The upstream falls silent. */
        SILENT
    }

    static PlannedStream of(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed + number * GOLDEN);
        int of100 = random.nextInt(100);
        End end = of100 < 72 ? End.FINISHED : of100 < 91 ? End.LEFT : of100 < 97 ? End.CUT : End.SILENT;
        int parts = 1 + random.nextInt(MOST_PARTS);
        return new PlannedStream(
                number,
                end,
                parts,
                random.nextInt(parts + 1),
                random.nextInt(4) == 0 ? random.nextInt(LONGEST_PAUSE_MS) : 0,
                1 + random.nextInt(1_000),
                1 + random.nextInt(5_000));
    }
}
