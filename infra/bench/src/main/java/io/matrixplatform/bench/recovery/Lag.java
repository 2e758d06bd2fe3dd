package io.matrixplatform.bench.recovery;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far what was counted is behind what was acknowledged, as a time: when so many were counted, for how long had the next one
 * been acknowledged. Calls under way, which may be counted before the client is told, make it look less by as much as they
 * are. Not thread-safe.
 */
final class Lag {
    private final NavigableMap<Long, Long> reachedAt = new TreeMap<>();

    /** @param total of all that were acknowledged so far, as it was found at this time */
    void acknowledged(long total, long nanos) {
        reachedAt.putIfAbsent(total, nanos);
    }

    /** @param counted may fall: what a job that was restored says first is less than what it said before it died */
    long behindNanos(long counted, long nanos) {
        Map.Entry<Long, Long> next = reachedAt.higherEntry(counted);
        return next == null ? 0 : nanos - next.getValue();
    }
}
