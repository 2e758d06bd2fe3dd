package io.matrixplatform.bench.recovery;

import io.matrixplatform.bench.Latencies;
import java.util.List;
import java.util.Optional;

/**
 * One look at the conclusions.
 *
 * @param nanos when
 * @param lagNanos how far they were behind
 * @param generation of the newest among them: in which life of the job it was said
 */
record Look(long nanos, long lagNanos, long generation) {
    /** The lag that so many percent of some looks did not exceed. */
    static long lagNanos(List<Look> looks, double percent) {
        Latencies lags = new Latencies();
        looks.forEach(look -> lags.add((double) look.lagNanos));
        return (long) lags.percentile(percent);
    }

    /** The first with something that was said in a life of the job since {@code generation}. */
    static Optional<Look> firstOf(List<Look> looks, long generation) {
        return looks.stream().filter(look -> look.generation >= generation).findFirst();
    }

    /** The first such one that is no farther behind than {@code lagNanos}. */
    static Optional<Look> firstWithin(List<Look> looks, long generation, long lagNanos) {
        return looks.stream()
                .filter(look -> look.generation >= generation && look.lagNanos <= lagNanos)
                .findFirst();
    }
}
