package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The plain sightings of an operator in keyed state, a page of them in one entry: entry by entry RocksDB would take half of what a
 * fact costs. A log-structured merge tree of each key group, above that of RocksDB: pages are written in runs and never changed,
 * and runs are merged. Everything about a key group stands under one key of it, so that it moves as a whole when the job is
 * rescaled.
 */
final class SightingPages {
    /** What makes sixteen pages is merged at a time. */
    private static final int PAGES_AT_ONCE_BITS = 4;

    private final MapState<Long, SightingPage> pages;
    private final ValueState<SightingRuns> runsOf;
    private final Consumer<FactKey> turning;
    private final KeyGroupRange range;
    private final FactKey[] standing;

    /** What state has, of each key group of which something was asked. */
    private final @Nullable SightingRuns[] known;

    /** Where something was found last, of each key group: whoever sends again what is long gone sends more of it. */
    private final @Nullable SightingRun[] lastFound;

    private final Queue<Integer> unmerged = new ArrayDeque<>();
    private final SightingRows merging = new SightingRows();

    /**
     * @param turning makes the state that of a key
     * @param range those of the subtask
     * @param keyGroups of the operator
     */
    SightingPages(KeyedStateStore states, Consumer<FactKey> turning, KeyGroupRange range, int keyGroups) {
        this.pages = states.getMapState(new MapStateDescriptor<>("sighting-pages", Types.LONG, SightingPage.TYPE));
        this.runsOf = states.getState(new ValueStateDescriptor<>("sighting-runs", SightingRuns.TYPE));
        this.turning = turning;
        this.range = range;
        this.standing = keysOf(keyGroups);
        this.known = new SightingRuns[keyGroups];
        this.lastFound = new SightingRun[keyGroups];
    }

    /** For each key group the first key that belongs to it: what stands under it is the group's, and no fact's. */
    private static FactKey[] keysOf(int keyGroups) {
        FactKey[] keys = new FactKey[keyGroups];
        int found = 0;
        for (long low = 0; found < keyGroups; low++) {
            FactKey key = new FactKey(FactTopic.API_CALLS, 0, low);
            int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
            if (keys[keyGroup] == null) {
                keys[keyGroup] = key;
                found++;
            }
        }
        return keys;
    }

    @Nullable Sighting find(int keyGroup, FactKey key) throws Exception {
        List<SightingRun> runs = turnTo(keyGroup).all();
        SightingRun last = lastFound[keyGroup];
        Sighting sighting = last == null || !runs.contains(last) ? null : find(last, key);
        for (int i = runs.size() - 1; i >= 0 && sighting == null; i--) {
            sighting = find(runs.get(i), key);
            if (sighting != null) {
                lastFound[keyGroup] = runs.get(i);
            }
        }
        return sighting;
    }

    private @Nullable Sighting find(SightingRun run, FactKey key) throws Exception {
        SightingPage page = pages.get(run.placeOf(run.pageOf(key.high())));
        return page == null ? null : page.find(key);
    }

    private SightingRuns turnTo(int keyGroup) throws IOException {
        turning.accept(standing[keyGroup]);
        SightingRuns runs = known[keyGroup];
        if (runs == null) {
            SightingRuns kept = runsOf.value();
            runs = kept == null ? SightingRuns.NONE : kept;
            known[keyGroup] = runs;
        }
        return runs;
    }

    /**
     * Writes a run of each key group that has rows. Keeps none of them.
     *
     * @param sorted in groups that are the key groups
     * @param second now, since 1970
     */
    void write(SightingRows sorted, long second) throws Exception {
        int from = 0;
        for (int to = 1; to <= sorted.count(); to++) {
            if (to == sorted.count() || sorted.groupAt(to) != sorted.groupAt(from)) {
                write(sorted.groupAt(from), sorted, from, to, second);
                from = to;
            }
        }
    }

    private void write(int keyGroup, SightingRows sorted, int from, int to, long second) throws Exception {
        SightingRuns runs = turnTo(keyGroup);
        SightingRun newest = SightingRun.of(runs.nextNumber(), to - from, second);
        write(newest, sorted, from, to);
        List<SightingRun> expired = runs.expired(second);
        for (SightingRun run : expired) {
            remove(run);
        }
        keep(keyGroup, runs.without(expired).with(newest), second);
    }

    private void write(SightingRun run, SightingRows sorted, int from, int to) throws Exception {
        int first = from;
        for (int place = from + 1; place <= to; place++) {
            int page = pageAt(first, sorted, run);
            if (place == to || pageAt(place, sorted, run) != page) {
                pages.put(run.placeOf(page), SightingPage.of(sorted, first, place));
                first = place;
            }
        }
    }

    private static int pageAt(int place, SightingRows sorted, SightingRun run) {
        return run.pageOf(sorted.high(sorted.rowAt(place)));
    }

    private void remove(SightingRun run) throws Exception {
        for (int page = 0; page < run.pages(); page++) {
            pages.remove(run.placeOf(page));
        }
    }

    private void keep(int keyGroup, SightingRuns runs, long second) throws IOException {
        runsOf.update(runs);
        known[keyGroup] = runs;
        if (!runs.mergeable(second).isEmpty() && !unmerged.contains(keyGroup)) {
            unmerged.add(keyGroup);
        }
    }

    /**
     * Merges some runs if there are too many, of one key group at a time.
     *
     * @param second now, since 1970
     */
    void mergeSome(long second) throws Exception {
        Integer keyGroup = unmerged.poll();
        if (keyGroup == null) {
            return;
        }
        SightingRuns runs = turnTo(keyGroup);
        List<SightingRun> some = runs.mergeable(second);
        if (some.isEmpty()) {
            return;
        }
        SightingRun merged = SightingRun.of(runs.nextNumber(), some);
        int bits = Math.max(0, merged.bits() - PAGES_AT_ONCE_BITS);
        for (int first = 0; first < 1 << bits; first++) {
            merging.clear();
            for (SightingRun run : some) {
                gather(first, bits, run);
            }
            merging.sort();
            write(merged, merging, 0, merging.count());
        }
        merging.clear();
        keep(keyGroup, runs.without(some).with(merged), second);
    }

    /** Moves the sightings of a run whose identities begin with some bits. */
    private void gather(int first, int bits, SightingRun run) throws Exception {
        // A small run beside large ones has those of several beginnings on one page: it is read for each, and goes with
        // the last.
        int more = Math.max(0, run.bits() - bits);
        int fewer = Math.max(0, bits - run.bits());
        boolean isLast = ((first + 1) >>> fewer) > (first >>> fewer);
        int from = (first >>> fewer) << more;
        for (int number = from; number < from + (1 << more); number++) {
            SightingPage page = pages.get(run.placeOf(number));
            if (page == null) {
                continue;
            }
            page.addTo(merging, first, bits);
            if (isLast) {
                pages.remove(run.placeOf(number));
            }
        }
    }

    /** All identities, those of each key group as they are when the first of it is asked for. */
    Iterator<FactKey> keys() {
        return new Keys();
    }

    private final class Keys implements Iterator<FactKey> {
        private final Iterator<Integer> keyGroups = range.iterator();
        private Iterator<SightingPage> left = Collections.emptyIterator();
        private @Nullable SightingPage page;
        private int row;

        @Override
        public boolean hasNext() {
            while (page == null || row == page.rows()) {
                if (left.hasNext()) {
                    page = left.next();
                    row = 0;
                } else if (keyGroups.hasNext()) {
                    left = pagesOf(keyGroups.next()).iterator();
                } else {
                    return false;
                }
            }
            return true;
        }

        @Override
        public FactKey next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return requireNonNull(page).key(row++);
        }
    }

    private List<SightingPage> pagesOf(int keyGroup) {
        try {
            turnTo(keyGroup);
            List<SightingPage> all = new ArrayList<>();
            pages.values().forEach(all::add);
            return all;
        } catch (Exception failure) {
            throw new IllegalStateException("the sightings of key group " + keyGroup + " cannot be read", failure);
        }
    }
}
