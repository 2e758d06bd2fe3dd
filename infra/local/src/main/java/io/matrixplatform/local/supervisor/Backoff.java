package io.matrixplatform.local.supervisor;

import java.time.Duration;

/**
 * How long to wait before the next start of something that died: at once the first time, then twice as long each time, up
 * to a limit. Whatever stayed up long enough starts from zero again. Not thread-safe.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    static final Duration STEADY = Duration.ofSeconds(10);

    private Duration next = Duration.ZERO;

    /** @param lived how long it was up before it died */
    Duration afterLifeOf(Duration lived) {
        if (lived.compareTo(STEADY) >= 0) {
            next = Duration.ZERO;
        }
        Duration now = next;
        Duration doubled = next.isZero() ? FIRST : next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return now;
    }
}
