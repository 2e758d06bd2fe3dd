package io.matrixplatform.ingest.access.limits.wire;

import java.time.Duration;

/** Times to wait, rounded up: whoever comes back then is not too early. */
final class Waits {
    /** Beyond this a client that sleeps in a request had better not. */
    static final Duration WORTH_WAITING = Duration.ofSeconds(60);

    private static final double MOST_JITTER = 0.1;
    private static final Duration LONGEST_JITTER = Duration.ofSeconds(60);
    private static final long ALMOST_A_MILLI = 999_999;
    private static final long ALMOST_A_SECOND = 999_999_999;

    private Waits() {}

    static long millis(Duration wait) {
        return wait.plusNanos(ALMOST_A_MILLI).toMillis();
    }

    static long seconds(Duration wait) {
        return wait.plusNanos(ALMOST_A_SECOND).toSeconds();
    }

    /**
     * Up to a tenth longer, a minute at most, so that those who were refused together do not come back together.
     *
     * @param chance from 0 to 1
     */
    static Duration spread(Duration wait, double chance) {
        long extra = (long) (Math.min(wait.toNanos() * MOST_JITTER, (double) LONGEST_JITTER.toNanos()) * chance);
        return wait.plusNanos(extra);
    }
}
