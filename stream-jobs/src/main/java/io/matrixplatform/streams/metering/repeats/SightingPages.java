package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactTopic;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The plain sightings of an operator in keyed state, a page of them in one entry: entry by entry RocksDB would take half of what a
 * fact costs. A log-structured merge tree of each key group, above that of RocksDB: pages are written in runs and never changed,
 * and runs are merged, a step at a time. Large runs have filters of their own, which are in memory too. Everything about a key group
 * stands under one key of it, so that it moves as a whole when the job is rescaled.
 */
final class SightingPages {
    /** What a step takes beside its rows, in rows. */
    private static final int LEAST_STEP = 16;

    private static final int STEP_OF_REMOVING = 128;
    private static final int STEP_OF_KEEPING = 256;
    private static final int FILTERED_FOR_ONE_MOVED = 4;

    private final MapState<Long, SightingPage> pages;
    private final MapState<Long, byte[]> filters;
    private final ValueState<SightingRuns> runsOf;
    private final Consumer<FactKey> turning;
    private final KeyGroupRange range;
    private final FactKey[] standing;
    private final int filteredRows;
    private final long filterBytesMax;

    /** Of each key group of which something was asked. */
    private final @Nullable SightingGroup[] known;

    private final Queue<Integer> unmerged = new ArrayDeque<>();
    private final SightingRows merging = new SightingRows();
    private int generation;
    private long filterBytes;

    /** How many rows may be merged now. */
    private long credit;

    /**
     * @param turning makes the state that of a key
     * @param range those of the subtask
     * @param keyGroups of the operator
     * @param filteredRows from how many rows on what was merged has a filter of its own
     * @param filterBytesMax about how much memory those of the subtask may take
     */
    SightingPages(
            KeyedStateStore states,
            Consumer<FactKey> turning,
            KeyGroupRange range,
            int keyGroups,
            int filteredRows,
            long filterBytesMax) {
        this.pages = states.getMapState(new MapStateDescriptor<>("sighting-pages", Types.LONG, SightingPage.TYPE));
        this.filters = states.getMapState(new MapStateDescriptor<>(
                "sighting-filters", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        this.runsOf = states.getState(new ValueStateDescriptor<>("sighting-runs", SightingRuns.TYPE));
        this.turning = turning;
        this.range = range;
        this.standing = keysOf(keyGroups);
        this.filteredRows = filteredRows;
        this.filterBytesMax = filterBytesMax;
        this.known = new SightingGroup[keyGroups];
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

    /** @param answering of the filter that answers for whatever has none of its own, and for what is written from now on */
    void answeredBy(int answering) {
        generation = answering;
        Arrays.stream(known).filter(Objects::nonNull).forEach(SightingGroup::forgetOlder);
    }

    /** Of the filters that answered for what there is. */
    int newestGeneration() throws IOException {
        int newest = 0;
        for (int keyGroup : range) {
            for (SightingRun run : turnTo(keyGroup).runs().all()) {
                newest = Math.max(newest, run.generation());
            }
        }
        return newest;
    }

    /** The filters of runs that are older than the one that answers for the rest. */
    IdentityFilter[] olderFilters(int keyGroup) throws IOException {
        SightingGroup group = known[keyGroup];
        return (group == null ? turnTo(keyGroup) : group).olderThan(generation);
    }

    @Nullable Sighting find(int keyGroup, FactKey key) throws Exception {
        SightingGroup group = turnTo(keyGroup);
        SightingRun last = group.lastFound();
        Sighting sighting = last == null ? null : find(group, last, key);
        List<SightingRun> runs = group.runs().all();
        for (int i = runs.size() - 1; i >= 0 && sighting == null; i--) {
            sighting = find(group, runs.get(i), key);
            if (sighting != null) {
                group.foundIn(runs.get(i));
            }
        }
        SightingMerge merge = group.runs().merge();
        if (sighting == null && merge != null && merge.target() != null) {
            sighting = find(group, merge.target(), key);
        }
        return sighting;
    }

    /** Looks only where there are filters. */
    @Nullable Sighting findOlder(int keyGroup, FactKey key) throws Exception {
        SightingGroup group = turnTo(keyGroup);
        Sighting sighting = null;
        List<SightingRun> runs = group.runs().all();
        for (int i = runs.size() - 1; i >= 0 && sighting == null; i--) {
            sighting = runs.get(i).isFiltered() ? find(group, runs.get(i), key) : null;
        }
        SightingMerge merge = group.runs().merge();
        if (sighting == null && merge != null && merge.target() != null) {
            sighting = find(group, merge.target(), key);
        }
        return sighting;
    }

    private @Nullable Sighting find(SightingGroup group, SightingRun run, FactKey key) throws Exception {
        IdentityFilter filter = group.filterOf(run);
        if (filter != null && !filter.mayHave(key)) {
            return null;
        }
        SightingPage page = pages.get(run.placeOf(run.pageOf(key.high())));
        return page == null ? null : page.find(key);
    }

    private SightingGroup turnTo(int keyGroup) throws IOException {
        turning.accept(standing[keyGroup]);
        SightingGroup group = known[keyGroup];
        if (group == null) {
            group = load();
            known[keyGroup] = group;
            if (group.runs().merge() != null) {
                unmerged.add(keyGroup);
            }
        }
        return group;
    }

    private SightingGroup load() throws IOException {
        SightingRuns kept = runsOf.value();
        SightingGroup group = new SightingGroup(kept == null ? SightingRuns.NONE : kept);
        for (SightingRun run : group.runs().all()) {
            if (run.isFiltered()) {
                IdentityFilter filter = run.emptyFilter();
                for (int piece = 0; piece < filter.pieces(); piece++) {
                    filter.putPiece(piece, pieceOf(run, piece));
                }
                group.put(run, filter);
                filterBytes += filter.bytes();
            }
        }
        return group;
    }

    private byte[] pieceOf(SightingRun run, int piece) throws IOException {
        try {
            return requireNonNull(filters.get(run.placeOf(piece)), "a piece of a run's filter");
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("the filter of a run of sightings cannot be read", failure);
        }
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
        SightingGroup group = turnTo(keyGroup);
        SightingRun newest = SightingRun.of(group.runs().nextNumber(), to - from, generation, second);
        write(newest, sorted, from, to);
        keep(group, group.runs().with(newest));
        if (!unmerged.contains(keyGroup) && whatToMerge(group.runs(), second).isPresent()) {
            unmerged.add(keyGroup);
        }
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

    private void keep(SightingGroup group, SightingRuns runs) throws IOException {
        runsOf.update(runs);
        group.replace(runs);
    }

    private Optional<SightingMerge> whatToMerge(SightingRuns runs, long second) {
        List<SightingRun> expired = runs.expired(second);
        if (!expired.isEmpty()) {
            return Optional.of(new SightingMerge(expired, null, 0));
        }
        boolean withFiltered = filterBytes < filterBytesMax;
        List<SightingRun> some = runs.mergeable(second, withFiltered);
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(new SightingMerge(
                        some,
                        SightingRun.of(runs.nextNumber(), some, withFiltered ? filteredRows : Integer.MAX_VALUE),
                        0));
    }

    /**
     * Goes on merging where there are too many runs, one key group after the other.
     *
     * @param rows about how many may be moved, beside what was left of earlier ones
     * @param second now, since 1970
     */
    void mergeSome(int rows, long second) throws Exception {
        credit += rows;
        while (credit > 0) {
            Integer keyGroup = unmerged.peek();
            if (keyGroup == null) {
                credit = 0;
                return;
            }
            SightingGroup group = turnTo(keyGroup);
            if (group.runs().merge() == null) {
                Optional<SightingMerge> next = whatToMerge(group.runs(), second);
                if (next.isEmpty()) {
                    unmerged.poll();
                    continue;
                }
                keep(group, group.runs().merging(next.get()));
            }
            credit -= step(group, requireNonNull(group.runs().merge()));
        }
    }

    /** Returns what it took, in rows moved. */
    private int step(SightingGroup group, SightingMerge merge) throws Exception {
        SightingRun target = merge.target();
        IdentityFilter becoming = group.becoming();
        if (target == null) {
            if (merge.isDone()) {
                end(group, merge);
                return LEAST_STEP;
            }
            removePages(merge);
            keep(group, group.runs().merging(merge.next()));
            return STEP_OF_REMOVING;
        }
        if (becoming != null && group.stepsFiltered() < merge.done()) {
            return filterAgain(group, merge, target, becoming);
        }
        if (!merge.isDone()) {
            return move(group, merge, target, becoming);
        }
        if (becoming != null && group.piecesKept() < becoming.pieces()) {
            filters.put(target.placeOf(group.piecesKept()), becoming.piece(group.piecesKept()));
            group.pieceKept();
            return STEP_OF_KEEPING;
        }
        end(group, merge);
        return LEAST_STEP;
    }

    private void removePages(SightingMerge merge) throws Exception {
        for (SightingRun run : merge.sources()) {
            if (merge.isLastOfPages(run, merge.done())) {
                int first = merge.firstPage(run, merge.done());
                for (int page = first; page < first + merge.pagesPerStep(run); page++) {
                    pages.remove(run.placeOf(page));
                }
            }
        }
    }

    private int move(SightingGroup group, SightingMerge merge, SightingRun target, @Nullable IdentityFilter becoming)
            throws Exception {
        merging.clear();
        for (SightingRun run : merge.sources()) {
            gather(merge, run);
        }
        merging.sort();
        write(target, merging, 0, merging.count());
        removePages(merge);
        keep(group, group.runs().merging(merge.next()));
        if (becoming != null) {
            for (int row = 0; row < merging.count(); row++) {
                becoming.add(merging.key(row));
            }
            group.stepFiltered();
        }
        return Math.max(LEAST_STEP, merging.count());
    }

    private void gather(SightingMerge merge, SightingRun run) throws Exception {
        int first = merge.firstPage(run, merge.done());
        for (int number = first; number < first + merge.pagesPerStep(run); number++) {
            SightingPage page = pages.get(run.placeOf(number));
            if (page != null) {
                page.addTo(merging, merge.done(), merge.bits());
            }
        }
    }

    /** What was moved before a restart. */
    private int filterAgain(SightingGroup group, SightingMerge merge, SightingRun target, IdentityFilter becoming)
            throws Exception {
        int rows = 0;
        int first = merge.firstPage(target, group.stepsFiltered());
        for (int number = first; number < first + merge.pagesPerStep(target); number++) {
            SightingPage page = pages.get(target.placeOf(number));
            for (int row = 0; page != null && row < page.rows(); row++) {
                becoming.add(page.key(row));
                rows++;
            }
        }
        group.stepFiltered();
        return Math.max(LEAST_STEP, rows / FILTERED_FOR_ONE_MOVED);
    }

    private void end(SightingGroup group, SightingMerge merge) throws Exception {
        IdentityFilter becoming = group.becoming();
        for (SightingRun run : merge.sources()) {
            IdentityFilter filter = group.remove(run);
            if (filter != null) {
                filterBytes -= filter.bytes();
                for (int piece = 0; piece < filter.pieces(); piece++) {
                    filters.remove(run.placeOf(piece));
                }
            }
        }
        if (becoming != null) {
            group.put(requireNonNull(merge.target()), becoming);
            filterBytes += becoming.bytes();
        }
        keep(group, group.runs().merged());
    }

    /** Lets go of the filters. */
    void close() {
        Arrays.fill(known, null);
    }

    /**
     * All identities but those of runs that have filters. What is written meanwhile may be among them, and what is moved may be twice.
     */
    Iterator<FactKey> unfilteredKeys() {
        return new UnfilteredKeys(this, range);
    }

    SightingRuns runs(int keyGroup) throws IOException {
        return turnTo(keyGroup).runs();
    }

    /** Null if there is none now. */
    @Nullable SightingPage page(int keyGroup, SightingRun run, int number) throws Exception {
        turning.accept(standing[keyGroup]);
        return pages.get(run.placeOf(number));
    }
}
