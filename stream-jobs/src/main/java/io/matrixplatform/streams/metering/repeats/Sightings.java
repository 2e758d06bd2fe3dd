package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactKey;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each identity, behind a filter that answers for the many that were never met: nearly every fact is new,
 * and to search a large state in vain costs more than everything else that is done with it.
 *
 * <p>A checkpoint has the filter beside the state. Where it has none that answers for everything, as after a rescaling, and whenever
 * it has become too small, it is made anew from the keys of the state, a little at a time; until then every identity is looked
 * up, or the smaller one is asked.
 */
final class Sightings implements AutoCloseable {
    /** 4 MiB. */
    private static final long FIRST_CAPACITY = 1 << 21;

    /** 32 MiB. Beyond it says yes more and more often, which costs time and nothing else. */
    private static final long LARGEST_CAPACITY = 1 << 24;

    private static final int GROWTH = 8;

    /**
     * The largest one is made anew when it has so many times what it is good for, or was made of: to do so costs as much as to meet
     * all that it holds, and forgets no more than what has expired.
     */
    private static final int GROWTH_OF_LARGEST = 2;

    private static final int KEYS_AT_ONCE = 16_384;

    private final SightingStore store;
    private final Supplier<Stream<FactKey>> keys;
    private final long largestCapacity;
    private @Nullable IdentityFilter filter;

    /** How many the filter had when it began to answer. */
    private long madeOf;

    /** What becomes the filter when it has all keys of the state. */
    private @Nullable IdentityFilter next;

    /** So that it is done at all. */
    @SuppressWarnings("UnusedVariable")
    private long lastFetched;

    private @Nullable Stream<FactKey> reading;
    private @Nullable Iterator<FactKey> unread;

    private Sightings(SightingStore store, Supplier<Stream<FactKey>> keys, long largestCapacity) {
        this.store = store;
        this.keys = keys;
        this.largestCapacity = largestCapacity;
    }

    /**
     * @param keys all that there is something remembered of now; read while it changes
     * @param filter that answers for all of them; null if it has to be made
     */
    static Sightings filtered(SightingStore store, Supplier<Stream<FactKey>> keys, @Nullable IdentityFilter filter) {
        return filtered(store, keys, filter, LARGEST_CAPACITY);
    }

    static Sightings filtered(
            SightingStore store,
            Supplier<Stream<FactKey>> keys,
            @Nullable IdentityFilter filter,
            long largestCapacity) {
        Sightings sightings = new Sightings(store, keys, largestCapacity);
        if (filter == null) {
            sightings.begin(largestCapacity);
        } else {
            sightings.answerBy(filter);
        }
        return sightings;
    }

    /** A filter while there is nothing remembered yet. */
    static IdentityFilter ofNone() {
        return new IdentityFilter(FIRST_CAPACITY);
    }

    /** What answers for everything that was remembered; null while it is being made. */
    @Nullable IdentityFilter filter() {
        return filter;
    }

    /** What is about to be asked for: filter and store are far larger than the processor's caches. */
    void expect(FactBatch batch) {
        IdentityFilter asked = filter;
        if (asked == null) {
            return;
        }
        long fetched = 0;
        FactBatch.Reader ahead = batch.read();
        while (ahead.next()) {
            if (ahead.isOfIdentity()) {
                fetched ^= asked.fetch(ahead.judgedIn(), ahead.low()) ^ store.fetch(ahead.low());
            }
        }
        lastFetched = fetched;
    }

    @Nullable Sighting of(FactKey key) throws Exception {
        return filter == null || filter.mayHave(key) ? store.find(key) : null;
    }

    /** @param before what was known of it */
    void remember(FactKey key, @Nullable Sighting before, Sighting now) throws Exception {
        if (filter == null || filter.mayHave(key)) {
            store.put(key, now);
        } else {
            store.putNew(key, now);
        }
        if (before == null) {
            filter(key);
        }
    }

    private void filter(FactKey key) throws Exception {
        if (next != null) {
            next.add(key);
        }
        if (filter != null) {
            filter.add(key);
            if (next == null && isTooSmall(filter)) {
                // It is made of what stands there now.
                store.write();
                begin(filter.size() * GROWTH);
            }
        }
    }

    private boolean isTooSmall(IdentityFilter asked) {
        return asked.capacity() < largestCapacity
                ? asked.size() > asked.capacity()
                : asked.size() > GROWTH_OF_LARGEST * Math.max(asked.capacity(), madeOf);
    }

    private void answerBy(IdentityFilter made) {
        filter = made;
        madeOf = made.size();
    }

    /** Whether there is something to {@link #recall}. */
    boolean isRecalling() {
        return unread != null;
    }

    /** Whether a filter answers while a larger one is made. */
    boolean isGrowing() {
        return filter != null && unread != null;
    }

    /** Goes on with the filter that is being made. */
    void recall() {
        Iterator<FactKey> rest = unread;
        IdentityFilter made = next;
        if (rest == null || made == null) {
            return;
        }
        for (int i = 0; i < KEYS_AT_ONCE && rest.hasNext(); i++) {
            made.add(rest.next());
        }
        if (!rest.hasNext()) {
            stopReading();
            answerBy(made);
            next = null;
        }
    }

    private void begin(long capacity) {
        next = new IdentityFilter(Math.min(largestCapacity, Long.highestOneBit(capacity)));
        reading = keys.get();
        unread = reading.iterator();
    }

    /** Lets go of the state, and of the filters: they are large, and metrics may keep an operator that has ended. */
    @Override
    public void close() {
        stopReading();
        store.close();
        filter = null;
        next = null;
    }

    private void stopReading() {
        if (reading != null) {
            reading.close();
        }
        reading = null;
        unread = null;
    }
}
