package io.matrixplatform.streams.metering.repeats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is being done to some runs, a step at a time: a run of many millions takes minutes. What was moved is found in the target,
 * and what was not in its source.
 *
 * @param sources whose pages are removed
 * @param target what they become; null if they have expired
 * @param done how many {@link #steps} of it
 */
record SightingMerge(List<SightingRun> sources, @Nullable SightingRun target, int done) {
    /** What makes sixteen pages is moved at a time. */
    private static final int PAGES_PER_STEP_BITS = 4;

    SightingMerge {
        sources = List.copyOf(sources);
    }

    /** The step is of the identities that begin with its number, in so many bits. */
    int bits() {
        int bits = target == null
                ? sources.stream().mapToInt(SightingRun::bits).max().orElse(0)
                : target.bits();
        return Math.max(0, bits - PAGES_PER_STEP_BITS);
    }

    int steps() {
        return 1 << bits();
    }

    boolean isDone() {
        return done == steps();
    }

    SightingMerge next() {
        return new SightingMerge(sources, target, done + 1);
    }

    /** Of the pages of a run that a step has to do with. */
    int firstPage(SightingRun run, int step) {
        return (step >>> fewerBits(run)) << moreBits(run);
    }

    int pagesPerStep(SightingRun run) {
        return 1 << moreBits(run);
    }

    /** A small run beside large ones has on one page what is of several steps. */
    boolean isLastOfPages(SightingRun run, int step) {
        return ((step + 1) >>> fewerBits(run)) > (step >>> fewerBits(run));
    }

    private int moreBits(SightingRun run) {
        return Math.max(0, run.bits() - bits());
    }

    private int fewerBits(SightingRun run) {
        return Math.max(0, bits() - run.bits());
    }
}
