package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Where sightings are kept. Plain ones of identities that were never met are gathered and go into pages; any other stands by
 * itself, and instead of what a page has of its identity. State is good for nothing before a checkpoint, so that nothing is lost
 * by gathering if all is written before each.
 */
final class SightingStore implements AutoCloseable {
    private static final long MILLIS_PER_SECOND = 1_000;

    /** More than a sighting is ever moved, from its first page to the last of its week. So merging keeps up, and never takes long. */
    private static final int MOVED_FOR_ONE_NEW = 8;

    private static final IdentityFilter[] NO_FILTERS = {};

    private final ValueState<Sighting> alone;
    private final Consumer<FactKey> turning;
    private final int keyGroups;
    private final SightingPages pages;
    private RecentSightings recent = new RecentSightings();

    /** Of what is among the recent, that of which something stands by itself now. */
    private final Set<FactKey> overtaken = new HashSet<>();

    private @Nullable FactKey current;
    private int keyGroup;
    private IdentityFilter[] older = NO_FILTERS;
    private int added;
    private long second;

    /**
     * @param states those of the current key
     * @param alone one of these
     * @param turning makes the states those of a key
     * @param range key groups of the subtask
     * @param keyGroups of the operator
     * @param filteredRows from how many sightings on what was merged has a filter of its own
     * @param filterBytesMax about how much memory those may take
     */
    SightingStore(
            KeyedStateStore states,
            ValueState<Sighting> alone,
            Consumer<FactKey> turning,
            KeyGroupRange range,
            int keyGroups,
            int filteredRows,
            long filterBytesMax) {
        this.alone = alone;
        this.turning = turning;
        this.keyGroups = keyGroups;
        this.pages = new SightingPages(states, this::turnTo, range, keyGroups, filteredRows, filterBytesMax);
    }

    /**
     * All that follows until {@link #end} is about identities of one key group.
     *
     * @param key one of these
     * @param now millis since 1970
     */
    void begin(FactKey key, long now) throws IOException {
        current = null;
        keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
        older = pages.olderFilters(keyGroup);
        second = now / MILLIS_PER_SECOND;
    }

    /** @param generation of the filter that answers for all but what has filters of its own */
    void answeredBy(int generation) {
        pages.answeredBy(generation);
    }

    /** Of the filters that answered for what there is. */
    int newestGeneration() throws IOException {
        return pages.newestGeneration();
    }

    /** What the filters say that are older than the one that answers for the rest. */
    boolean olderMayHave(FactKey key) {
        for (IdentityFilter filter : older) {
            if (filter.mayHave(key)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the states of the operator those of a key. */
    @SuppressWarnings("ReferenceEquality") // an equal one costs a turn and nothing else
    void turnTo(FactKey key) {
        if (key != current) {
            turning.accept(key);
            current = key;
        }
    }

    /** As {@link RecentSightings#fetch} and {@link IdentityFilter#fetch}. */
    long fetch(FactTopic topic, long low) {
        long fetched = recent.fetch(low);
        for (IdentityFilter filter : older) {
            fetched ^= filter.fetch(topic, low);
        }
        return fetched;
    }

    /** Afterwards the states are those of the key. */
    @Nullable Sighting find(FactKey key) throws Exception {
        turnTo(key);
        Sighting found = recent.find(key);
        if (found != null && !overtaken.contains(key)) {
            return found;
        }
        found = alone.value();
        if (found == null) {
            found = pages.find(keyGroup, key);
            turnTo(key);
        }
        return found;
    }

    /** One of which nothing but older filters may know. Afterwards the states are those of the key. */
    @Nullable Sighting findOlder(FactKey key) throws Exception {
        Sighting found = pages.findOlder(keyGroup, key);
        turnTo(key);
        return found;
    }

    void put(FactKey key, Sighting sighting) throws Exception {
        turnTo(key);
        if (recent.find(key) != null) {
            overtaken.add(key);
        }
        alone.update(sighting);
    }

    /** Puts one of which nothing is kept, not even what has expired. */
    void putNew(FactKey key, Sighting sighting) throws Exception {
        if (sighting.isPlain()) {
            recent.add(keyGroup, key, sighting);
            added++;
        } else {
            put(key, sighting);
        }
    }

    /** Writes and merges what there is too much of. */
    void end() throws Exception {
        if (recent.isFull()) {
            write();
        }
        merge(MOVED_FOR_ONE_NEW * added);
        added = 0;
    }

    /** @param rows about how many may be moved */
    void merge(int rows) throws Exception {
        pages.mergeSome(rows, second);
    }

    /** Afterwards state has everything. */
    void write() throws Exception {
        if (recent.isEmpty()) {
            return;
        }
        FactKey turnedTo = current;
        pages.write(recent.sorted(), second);
        recent.clear();
        overtaken.clear();
        if (turnedTo != null) {
            turnTo(turnedTo);
        }
    }

    /** Those of all sightings that are on pages of runs without filters. Others may be asked for meanwhile, and put. */
    Iterator<FactKey> unfilteredKeys() {
        return pages.unfilteredKeys();
    }

    /** Lets go of what was not written, and of filters. */
    @Override
    public void close() {
        recent = new RecentSightings();
        overtaken.clear();
        older = NO_FILTERS;
        pages.close();
    }
}
