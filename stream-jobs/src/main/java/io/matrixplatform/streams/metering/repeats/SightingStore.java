package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.FactKey;
import java.util.Iterator;
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

    private final ValueState<Sighting> alone;
    private final Consumer<FactKey> turning;
    private final int keyGroups;
    private final SightingPages pages;
    private RecentSightings recent = new RecentSightings();
    private @Nullable FactKey current;
    private int keyGroup;
    private long second;

    /**
     * @param states those of the current key
     * @param alone one of these
     * @param turning makes the states those of a key
     * @param range key groups of the subtask
     * @param keyGroups of the operator
     */
    SightingStore(
            KeyedStateStore states,
            ValueState<Sighting> alone,
            Consumer<FactKey> turning,
            KeyGroupRange range,
            int keyGroups) {
        this.alone = alone;
        this.turning = turning;
        this.keyGroups = keyGroups;
        this.pages = new SightingPages(states, this::turnTo, range, keyGroups);
    }

    /**
     * All that follows until {@link #end} is about identities of one key group.
     *
     * @param key one of these
     * @param now millis since 1970
     */
    void begin(FactKey key, long now) {
        current = null;
        keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
        second = now / MILLIS_PER_SECOND;
    }

    /** Makes the states of the operator those of a key. */
    @SuppressWarnings("ReferenceEquality") // an equal one costs a turn and nothing else
    void turnTo(FactKey key) {
        if (key != current) {
            turning.accept(key);
            current = key;
        }
    }

    /** As {@link RecentSightings#fetch}. */
    long fetch(long low) {
        return recent.fetch(low);
    }

    /** Afterwards the states are those of the key. */
    @Nullable Sighting find(FactKey key) throws Exception {
        turnTo(key);
        Sighting found = alone.value();
        if (found == null) {
            found = recent.find(key);
        }
        if (found == null) {
            found = pages.find(keyGroup, key);
            turnTo(key);
        }
        return found;
    }

    void put(FactKey key, Sighting sighting) throws Exception {
        turnTo(key);
        alone.update(sighting);
    }

    /** Puts one of which nothing is kept, not even what has expired. */
    void putNew(FactKey key, Sighting sighting) throws Exception {
        if (sighting.isPlain()) {
            recent.add(keyGroup, key, sighting);
        } else {
            put(key, sighting);
        }
    }

    /** Writes and merges what there is too much of. */
    void end() throws Exception {
        if (recent.isFull()) {
            write();
        }
        pages.mergeSome(second);
    }

    /** Afterwards state has everything. */
    void write() throws Exception {
        if (recent.isEmpty()) {
            return;
        }
        FactKey turnedTo = current;
        pages.write(recent.sorted(), second);
        recent.clear();
        if (turnedTo != null) {
            turnTo(turnedTo);
        }
    }

    /** Those of all sightings that are on pages. Others may be asked for meanwhile, and put. */
    Iterator<FactKey> pagedKeys() {
        return pages.keys();
    }

    /** Lets go of what was not written. */
    @Override
    public void close() {
        recent = new RecentSightings();
    }
}
