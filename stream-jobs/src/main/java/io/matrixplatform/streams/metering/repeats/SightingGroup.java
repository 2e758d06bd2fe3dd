package io.matrixplatform.streams.metering.repeats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What memory has of one key group: its runs as state has them, and their filters. */
final class SightingGroup {
    private static final IdentityFilter[] NO_FILTERS = {};

    private final Map<Integer, IdentityFilter> filters = new HashMap<>();
    private SightingRuns runs;
    private IdentityFilter[] older = NO_FILTERS;
    private boolean isOlderKnown;

    /** Where something was found last: whoever sends again what is long gone sends more of it. */
    private @Nullable SightingRun lastFound;

    /** Of what is being merged; null if that has no filter. */
    private @Nullable IdentityFilter becoming;

    /** How many steps of the merge it answers for. */
    private int stepsFiltered;

    /** How much of it state has. */
    private int piecesKept;

    SightingGroup(SightingRuns runs) {
        this.runs = runs;
        beginFilter();
    }

    SightingRuns runs() {
        return runs;
    }

    void replace(SightingRuns changed) {
        boolean isBegun = runs.merge() == null && changed.merge() != null;
        runs = changed;
        isOlderKnown = false;
        if (isBegun) {
            beginFilter();
        }
    }

    private void beginFilter() {
        SightingMerge merge = runs.merge();
        SightingRun target = merge == null ? null : merge.target();
        becoming = target == null || !target.isFiltered() ? null : target.emptyFilter();
        stepsFiltered = 0;
        piecesKept = 0;
    }

    @Nullable IdentityFilter becoming() {
        return becoming;
    }

    int stepsFiltered() {
        return stepsFiltered;
    }

    void stepFiltered() {
        stepsFiltered++;
    }

    int piecesKept() {
        return piecesKept;
    }

    void pieceKept() {
        piecesKept++;
    }

    @Nullable SightingRun lastFound() {
        return lastFound != null && runs.all().contains(lastFound) ? lastFound : null;
    }

    void foundIn(SightingRun run) {
        lastFound = run;
    }

    void put(SightingRun run, IdentityFilter filter) {
        filters.put(run.number(), filter);
        isOlderKnown = false;
    }

    @Nullable IdentityFilter remove(SightingRun run) {
        isOlderKnown = false;
        return filters.remove(run.number());
    }

    /** Null if it has none. */
    @Nullable IdentityFilter filterOf(SightingRun run) {
        return filters.get(run.number());
    }

    /** Those that answer for what was written before a generation. */
    IdentityFilter[] olderThan(int generation) {
        if (!isOlderKnown) {
            List<IdentityFilter> found = new ArrayList<>();
            for (SightingRun run : runs.all()) {
                IdentityFilter filter = filters.get(run.number());
                if (filter != null && run.generation() < generation) {
                    found.add(filter);
                }
            }
            older = found.toArray(NO_FILTERS);
            isOlderKnown = true;
        }
        return older;
    }

    /** Another generation is asked about. */
    void forgetOlder() {
        isOlderKnown = false;
    }
}
