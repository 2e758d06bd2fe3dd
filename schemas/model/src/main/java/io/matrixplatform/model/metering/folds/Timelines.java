package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The samples of many folds in order of time, probe by probe, and what they come to. Mutable, not thread-safe.
 *
 * <p>The rule, for two samples of one probe that follow each other:
 *
 * <ul>
 *   <li>A level holds until the next sample, at most for the hold of the fold, and never past the start of a new life.
 *   <li>What a counter counted between the two lies between them, evenly; nothing of it counts if they are farther apart than
 *       the hold, or the later one is of a new life.
 *   <li>What is not covered by that is a {@link Gap}. Before the first sample there is neither.
 * </ul>
 *
 * <p>A new life is another time of start, a counter that falls, or a level that becomes a counter. What a window comes to
 * depends on the samples in it and within the hold around it, and on nothing else.
 *
 * @param <G> what usage is told apart by; usage between two samples is the earlier one's
 */
public final class Timelines<G> {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final Map<Probe, NavigableMap<Long, Map<G, FirstKeys<Sample>>>> samples = new TreeMap<>();
    private final Map<Probe, NavigableMap<Long, Stretch<G>>> stretches = new TreeMap<>();
    private long holdSeconds;
    private boolean isPart;

    /** From one sample to the next, or to where nothing is known any more. Times are seconds of 1970. */
    private record Stretch<G>(
            G group,
            long start,
            long until,
            BigDecimal levelSeconds,
            @Nullable Long next,
            boolean restarts) {
        /** What of it lies before {@code second}: rounded here, so that any split of a time comes to the same sum. */
        BigDecimal before(long second) {
            if (second <= start || until == start) {
                return BigDecimal.ZERO;
            }
            return second >= until
                    ? levelSeconds
                    : levelSeconds
                            .multiply(BigDecimal.valueOf(second - start))
                            .divide(BigDecimal.valueOf(until - start), Quantity.SCALE, RoundingMode.HALF_UP);
        }
    }

    /** @throws IllegalArgumentException if it is not of samples, or of another hold than those before */
    public void add(G group, Fold fold) {
        if (!(fold instanceof SampledLevel level) || (holdSeconds > 0 && level.holdSeconds() != holdSeconds)) {
            throw new IllegalArgumentException(fold.kind() + " has no samples, or holds for another time");
        }
        holdSeconds = level.holdSeconds();
        isPart |= level.hasMore();
        stretches.clear();
        level.probes()
                .forEach((probe, seconds) ->
                        seconds.forEach((second, said) -> samples.computeIfAbsent(probe, any -> new TreeMap<>())
                                .computeIfAbsent(second, any -> new HashMap<>())
                                .computeIfAbsent(group, any -> SampledLevel.none())
                                .merge(said)));
    }

    /** In level × hours, of the groups that have some; a part where folds had to leave probes out. */
    public Map<G, FoldResult> over(TimeWindow window) {
        Map<G, FoldResult> results = new HashMap<>();
        sums(window).forEach((group, sum) -> results.put(group, result(sum)));
        return results;
    }

    /** Of all groups together. */
    public FoldResult total(TimeWindow window) {
        return result(sums(window).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private Map<G, BigDecimal> sums(TimeWindow window) {
        long from = window.start().getEpochSecond();
        long to = window.end().getEpochSecond();
        Map<G, BigDecimal> sums = new HashMap<>();
        for (NavigableMap<Long, Stretch<G>> ofProbe : stretches().values()) {
            Long first = ofProbe.floorKey(from);
            long start = first == null ? from : first;
            for (Stretch<G> stretch :
                    ofProbe.subMap(start, true, Math.max(start, to), false).values()) {
                BigDecimal within = stretch.before(to).subtract(stretch.before(from));
                if (within.signum() != 0) {
                    sums.merge(stretch.group, within, BigDecimal::add);
                }
            }
        }
        return sums;
    }

    private FoldResult result(BigDecimal levelSeconds) {
        return SampledLevel.result(levelSeconds.divide(SECONDS_PER_HOUR, Quantity.SCALE, RoundingMode.HALF_UP), isPart);
    }

    /** Within the window, in order of their starts. One at its end is one that nothing is known of yet. */
    public List<Gap> gaps(TimeWindow window) {
        List<Gap> gaps = new ArrayList<>();
        stretches()
                .forEach((probe, ofProbe) -> ofProbe.values().forEach(stretch -> {
                    Gap gap = gap(probe, stretch, window);
                    if (gap != null) {
                        gaps.add(gap);
                    }
                }));
        gaps.sort(Comparator.comparing((Gap gap) -> gap.time().start()).thenComparing(Gap::probe));
        return gaps;
    }

    private @Nullable Gap gap(Probe probe, Stretch<G> stretch, TimeWindow window) {
        long end = window.end().getEpochSecond();
        if (stretch.next == null && end <= stretch.start + holdSeconds) {
            return null;
        }
        long from = Math.max(stretch.until, window.start().getEpochSecond());
        long to = stretch.next == null ? end : Math.min(stretch.next, end);
        return from < to
                ? new Gap(
                        probe,
                        new TimeWindow(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)),
                        stretch.restarts ? Gap.Cause.RESTART : Gap.Cause.GAP)
                : null;
    }

    private Map<Probe, NavigableMap<Long, Stretch<G>>> stretches() {
        if (stretches.isEmpty()) {
            samples.forEach((probe, seconds) -> stretches.put(probe, stretches(seconds)));
        }
        return stretches;
    }

    private NavigableMap<Long, Stretch<G>> stretches(NavigableMap<Long, Map<G, FirstKeys<Sample>>> seconds) {
        NavigableMap<Long, Stretch<G>> found = new TreeMap<>();
        Placed<G> before = null;
        for (Map.Entry<Long, Map<G, FirstKeys<Sample>>> second : seconds.entrySet()) {
            Placed<G> here = last(second.getKey(), second.getValue());
            if (here != null && before != null) {
                found.put(before.second, between(before, here));
            }
            before = here == null ? before : here;
        }
        if (before != null) {
            found.put(before.second, between(before, null));
        }
        return found;
    }

    private record Placed<G>(long second, G group, Sample sample) {}

    private static <G> @Nullable Placed<G> last(long second, Map<G, FirstKeys<Sample>> groups) {
        return groups.entrySet().stream()
                .flatMap(said ->
                        said.getValue().firstHeld().stream().map(sample -> new Placed<>(second, said.getKey(), sample)))
                .min(Comparator.comparing(Placed::sample, Sample.LATEST_FIRST))
                .orElse(null);
    }

    private Stretch<G> between(Placed<G> one, @Nullable Placed<G> next) {
        Long nextSecond = next == null ? null : next.second;
        boolean restarts = next != null && one.sample.endsBefore(next.sample);
        if (one.sample.cumulative()) {
            boolean counts = next != null && !restarts && next.second <= one.second + holdSeconds;
            return next != null && counts
                    ? new Stretch<>(
                            one.group,
                            one.second,
                            next.second,
                            next.sample.value().subtract(one.sample.value()),
                            nextSecond,
                            false)
                    : new Stretch<>(one.group, one.second, one.second, BigDecimal.ZERO, nextSecond, restarts);
        }
        long until = levelEnd(one, next);
        BigDecimal held = one.sample.value().multiply(BigDecimal.valueOf(until - one.second));
        return new Stretch<>(one.group, one.second, until, held, nextSecond, restarts);
    }

    private long levelEnd(Placed<G> one, @Nullable Placed<G> next) {
        long holds = one.second + holdSeconds;
        if (next == null) {
            return holds;
        }
        long until = Math.min(next.second, holds);
        return one.sample.endsBefore(next.sample)
                ? Math.min(until, Math.max(one.second, startOf(next.sample, one.sample)))
                : until;
    }

    /** The second in which the life of {@code next} began; nothing is known of it if that did not change. */
    private static long startOf(Sample next, Sample before) {
        boolean isSaid = next.startedAt() != Sampling.UNKNOWN && next.startedAt() != before.startedAt();
        return isSaid ? Math.floorDiv(next.startedAt(), 1_000_000L) : Long.MIN_VALUE;
    }
}
