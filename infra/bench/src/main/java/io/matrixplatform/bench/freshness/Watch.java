package io.matrixplatform.bench.freshness;

import io.matrixplatform.bench.Latencies;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Asks again and again how many probes are seen, and so finds out how long each was on its way: a probe that is counted by an
 * answer was seen when the answer came, which is up to one question late.
 */
final class Watch {
    /** How many of the probes are seen now. */
    interface Question {
        long seen() throws Exception;
    }

    private static final long PAUSE_MS = 100;

    private final Question question;
    private final Latencies latencies = new Latencies();
    private final List<Long> acknowledgedAt = new CopyOnWriteArrayList<>();

    Watch(Question question) {
        this.question = question;
    }

    Latencies latencies() {
        return latencies;
    }

    /** A probe was acknowledged; they are in order. */
    void acknowledged(long nanos) {
        acknowledgedAt.add(nanos);
    }

    /** Until {@code probes} are seen. @throws IllegalStateException if they are not in time */
    void run(long probes, long limitNanos) throws Exception {
        long end = System.nanoTime() + limitNanos;
        long seen = 0;
        while (seen < probes) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + seen + " of " + probes + " probes were seen");
            }
            long found = Math.min(question.seen(), probes);
            long now = System.nanoTime();
            while (seen < found) {
                // One may be seen before its acknowledgement has come back: then it was not waited for at all.
                boolean isKnown = seen < acknowledgedAt.size();
                latencies.add(isKnown ? Math.max(0, now - acknowledgedAt.get((int) seen)) / 1e6 : 0);
                seen++;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }
}
