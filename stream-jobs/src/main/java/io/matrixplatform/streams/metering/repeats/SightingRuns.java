package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one key group, and which of them are to be merged: of those of a week sixteen of about one size, so that a
 * sighting is written again once for each sixteenfold that there is of them; and when the week is over, all. So what was met long
 * ago is looked for in few tens of runs.
 *
 * @param all with those that are being merged or removed, and without what they become
 */
record SightingRuns(List<SightingRun> all, @Nullable SightingMerge merge) {
    static final TypeInformation<SightingRuns> TYPE = StreamType.of(new Serializer());

    static final SightingRuns NONE = new SightingRuns(List.of(), null);

    static final int MERGED_AT_ONCE = 16;
    private static final int BITS_PER_SIZE = 4;

    /** Sizes begin at three times a power of two, since runs tend to have a power of two rows, give or take a few. */
    private static final int OFF_POWERS = 3;

    /** A run with more rows is merged no more: sixteen of them would be more than can be counted. */
    private static final int MERGED_ROWS_MAX = 1 << 26;

    /** A run is kept for its newest sighting, so its oldest is to be little older. */
    private static final Duration WEEK = Duration.ofDays(7);

    SightingRuns {
        all = List.copyOf(all);
    }

    int nextNumber() {
        int newest =
                merge == null || merge.target() == null ? -1 : merge.target().number();
        for (SightingRun run : all) {
            newest = Math.max(newest, run.number());
        }
        return newest + 1;
    }

    SightingRuns with(SightingRun newest) {
        return new SightingRuns(Stream.concat(all.stream(), Stream.of(newest)).toList(), merge);
    }

    SightingRuns merging(SightingMerge begun) {
        return new SightingRuns(all, begun);
    }

    /** When the merge is done. */
    SightingRuns merged() {
        if (merge == null) {
            return this;
        }
        List<SightingRun> sources = merge.sources();
        SightingRuns left = new SightingRuns(
                all.stream().filter(run -> !sources.contains(run)).toList(), null);
        return merge.target() == null ? left : left.with(merge.target());
    }

    /**
     * The next that has no filter, or is yet to have one; null if there is none.
     *
     * @param after its number is larger; what is merged is in one with a larger number than it was
     */
    @Nullable SightingRun nextUnfiltered(int after) {
        Stream<SightingRun> unfiltered = all.stream().filter(run -> !run.isFiltered());
        return Stream.concat(unfiltered, merge == null ? Stream.empty() : Stream.ofNullable(merge.target()))
                .filter(run -> run.number() > after)
                .min(Comparator.comparingInt(SightingRun::number))
                .orElse(null);
    }

    /**
     * Those that nobody can ask for any more.
     *
     * @param second now, since 1970
     */
    List<SightingRun> expired(long second) {
        return all.stream()
                .filter(run -> run.lastSecond() + Repeats.KEPT.toSeconds() <= second)
                .toList();
    }

    /**
     * Those that are to become one; none if there is nothing to merge.
     *
     * @param second now, since 1970
     * @param withFiltered whether there is room for the filters of what they become
     */
    List<SightingRun> mergeable(long second, boolean withFiltered) {
        long thisWeek = weekOf(second);
        Map<Long, List<SightingRun>> before = new HashMap<>();
        Map<Integer, List<SightingRun>> bySize = new HashMap<>();
        for (SightingRun run : all) {
            if (run.rows() > MERGED_ROWS_MAX || (run.isFiltered() && !withFiltered)) {
                continue;
            }
            long week = weekOf(run.firstSecond());
            boolean isOver = week < thisWeek;
            List<SightingRun> alike = isOver
                    ? before.computeIfAbsent(week, first -> new ArrayList<>())
                    : bySize.computeIfAbsent(sizeOf(run), first -> new ArrayList<>());
            alike.add(run);
            if (!isOver && alike.size() == MERGED_AT_ONCE) {
                return alike;
            }
        }
        return before.values().stream()
                .filter(runs -> runs.size() > 1)
                .findFirst()
                .orElse(List.of());
    }

    private static long weekOf(long second) {
        return second / WEEK.toSeconds();
    }

    private static int sizeOf(SightingRun run) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(run.rows() / OFF_POWERS);
        return bits / BITS_PER_SIZE;
    }

    /** In keyed state. */
    public static final class Serializer extends StreamSerializer<SightingRuns> {
        public Serializer() {
            super(SightingRuns.class);
        }

        @Override
        public void serialize(SightingRuns runs, DataOutputView out) throws IOException {
            write(runs.all, out);
            SightingMerge merge = runs.merge;
            out.writeBoolean(merge != null);
            if (merge != null) {
                write(merge.sources(), out);
                write(merge.target() == null ? List.of() : List.of(merge.target()), out);
                out.writeInt(merge.done());
            }
        }

        private static void write(List<SightingRun> runs, DataOutputView out) throws IOException {
            out.writeInt(runs.size());
            for (SightingRun run : runs) {
                run.writeTo(out);
            }
        }

        @Override
        public SightingRuns deserialize(DataInputView in) throws IOException {
            List<SightingRun> all = read(in);
            if (!in.readBoolean()) {
                return new SightingRuns(all, null);
            }
            List<SightingRun> sources = read(in);
            List<SightingRun> target = read(in);
            return new SightingRuns(
                    all, new SightingMerge(sources, target.isEmpty() ? null : target.get(0), in.readInt()));
        }

        private static List<SightingRun> read(DataInputView in) throws IOException {
            int count = in.readInt();
            List<SightingRun> runs = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                runs.add(SightingRun.readFrom(in));
            }
            return runs;
        }
    }
}
