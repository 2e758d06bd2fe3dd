package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactKey;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each identity, behind a filter that answers for the many that were never met: nearly every fact is new,
 * and to search a large state in vain costs more than everything else that is done with it.
 *
 * <p>The filter answers for all but what was in runs with filters of their own when it was made ({@link SightingPages}): those are
 * asked too. A checkpoint has it beside the state. Where it has none that answers for all the rest, as after a rescaling, and
 * whenever it has become too small, it is made anew from the keys of the state, a little at a time; until then every identity is
 * looked up, or the smaller one is asked.
 */
final class Sightings implements AutoCloseable {
    /** 4 MiB. */
    private static final long FIRST_CAPACITY = 1 << 21;

    /** 32 MiB. It is filled again and again: what was merged by then has filters of its own. */
    private static final long LARGEST_CAPACITY = 1 << 24;

    /**
     * What is merged into a run of so many has a filter of its own: what has none is then at most sixteen times as much in each key
     * group, and half of what the largest one is good for in all.
     */
    private static final long FILTERED_SHARE = 32;

    /** What filters of runs may take of Java's heap, in each task. Beyond it runs are made without, and the one says yes more often. */
    private static final long HEAP_SHARE = 8;

    private static final int GROWTH = 8;

    /** The largest one is made anew when it is full, and has so many times what it was made of. */
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
     * @param keys all that there is something remembered of now but what has filters of its own; read while it changes
     * @param filter that answers for all of them; null if it has to be made
     */
    static Sightings filtered(SightingStore store, Supplier<Stream<FactKey>> keys, @Nullable IdentityFilter filter)
            throws IOException {
        return filtered(store, keys, filter, LARGEST_CAPACITY);
    }

    static Sightings filtered(
            SightingStore store, Supplier<Stream<FactKey>> keys, @Nullable IdentityFilter filter, long largestCapacity)
            throws IOException {
        Sightings sightings = new Sightings(store, keys, largestCapacity);
        if (filter == null) {
            sightings.begin(largestCapacity, store.newestGeneration() + 1);
        } else {
            sightings.answerBy(filter);
        }
        return sightings;
    }

    /** @param range of the task */
    static int filteredRows(KeyGroupRange range) {
        return Math.toIntExact(LARGEST_CAPACITY / (FILTERED_SHARE * range.getNumberOfKeyGroups()));
    }

    static long filterBytesMax() {
        return Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    }

    /** A filter while there is nothing remembered yet. */
    static IdentityFilter ofNone() {
        return new IdentityFilter(FIRST_CAPACITY);
    }

    /** What answers for everything that was remembered and has no filter of its own; null while it is being made. */
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
                fetched ^= asked.fetch(ahead.judgedIn(), ahead.low()) ^ store.fetch(ahead.judgedIn(), ahead.low());
            }
        }
        lastFetched = fetched;
    }

    @Nullable Sighting of(FactKey key) throws Exception {
        if (!isUnknown(key)) {
            return store.find(key);
        }
        return store.olderMayHave(key) ? store.findOlder(key) : null;
    }

    /** Of an identity of which nothing was found. */
    void rememberNew(FactKey key, Sighting now) throws Exception {
        boolean isUnknown = isUnknown(key);
        if (isUnknown) {
            store.putNew(key, now);
        } else {
            store.put(key, now);
        }
        filter(key, isUnknown);
    }

    /** Also of one of which something was found that is too old. */
    void remember(FactKey key, Sighting now) throws Exception {
        boolean isUnknown = isUnknown(key);
        if (isUnknown && !store.olderMayHave(key)) {
            store.putNew(key, now);
        } else {
            store.put(key, now);
        }
        filter(key, isUnknown);
    }

    /** To the filter, which answers for whatever stands by itself too. */
    private boolean isUnknown(FactKey key) {
        return filter != null && !filter.mayHave(key);
    }

    private void filter(FactKey key, boolean isUnknown) throws Exception {
        if (next != null) {
            next.add(key);
        }
        if (filter != null && isUnknown) {
            filter.add(key);
            if (next == null && isTooSmall(filter)) {
                // It is made of what stands there now.
                store.write();
                begin(filter.size() * GROWTH, filter.generation() + 1);
            }
        }
    }

    private boolean isTooSmall(IdentityFilter asked) {
        return asked.size() > asked.capacity()
                && (asked.capacity() < largestCapacity || asked.size() > GROWTH_OF_LARGEST * madeOf);
    }

    private void answerBy(IdentityFilter made) {
        filter = made;
        madeOf = made.size();
        store.answeredBy(made.generation());
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

    private void begin(long capacity, int generation) {
        next = new IdentityFilter(Math.min(largestCapacity, Long.highestOneBit(capacity)), generation);
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
