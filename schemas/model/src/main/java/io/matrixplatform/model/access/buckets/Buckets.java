package io.matrixplatform.model.access.buckets;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One bucket per key, as a single number: when it will be full again (the generic cell rate algorithm). A full bucket is the
 * same as none, so those are dropped when room is needed and nothing is lost. When even so there is no room, keys that are
 * not known yet share one bucket. Thread-safe.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">Source: virtual scheduling, ITU-T I.371</a>
 */
public final class Buckets {
    /** No key contains a space. */
    private static final String EVERYBODY_ELSE = "everybody else";

    private final Rate rate;
    private final int maxKeys;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /**
     * @param maxKeys how many are told apart at once, at about 150 bytes each
     * @param nanos a clock that never steps back, such as {@code System::nanoTime}
     */
    public Buckets(Rate rate, int maxKeys, LongSupplier nanos) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("maxKeys must be at least 1");
        }
        this.rate = rate;
        this.maxKeys = maxKeys;
        this.nanos = nanos;
    }

    public Rate rate() {
        return rate;
    }

    int size() {
        return fullAt.size();
    }

    /** Takes one out of the bucket, if there is one. */
    public Verdict take(String key) {
        long now = nanos.getAsLong();
        // The map runs this once per call, on this thread.
        long[] refused = new long[1];
        long full = fullAt.compute(room(key, now), (unused, before) -> {
            long from = before == null || before - now < 0 ? now : before;
            long after = from + rate.intervalNanos();
            long over = after - now - rate.refillNanos();
            refused[0] = Math.max(0, over);
            return over > 0 ? from : after;
        });
        return verdict(full - now, refused[0]);
    }

    /** Takes nothing. */
    public Verdict look(String key) {
        long now = nanos.getAsLong();
        Long before = fullAt.get(fullAt.containsKey(key) || fullAt.size() < maxKeys ? key : EVERYBODY_ELSE);
        long owed = before == null ? 0 : Math.max(0, before - now);
        return verdict(owed, Math.max(0, owed + rate.intervalNanos() - rate.refillNanos()));
    }

    private Verdict verdict(long owedNanos, long waitNanos) {
        long remaining = (rate.refillNanos() - owedNanos) / rate.intervalNanos();
        return new Verdict(waitNanos == 0, (int) Math.max(0, remaining), Duration.ofNanos(waitNanos));
    }

    private String room(String key, long now) {
        if (fullAt.size() < maxKeys || fullAt.containsKey(key)) {
            return key;
        }
        if (sweeping.compareAndSet(false, true)) {
            fullAt.values().removeIf(full -> full - now <= 0);
            sweeping.set(false);
        }
        return fullAt.size() < maxKeys ? key : EVERYBODY_ELSE;
    }
}
