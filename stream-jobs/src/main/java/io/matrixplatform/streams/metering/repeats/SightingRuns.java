package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The runs of one key group, oldest first, and which of them are to be merged: of those of a week sixteen of about one size, so
 * that a sighting is written again once for each sixteenfold that there is of them; and when the week is over, all. So what was
 * met long ago is looked for in few tens of runs.
 */
record SightingRuns(List<SightingRun> all) {
    static final TypeInformation<SightingRuns> TYPE = StreamType.of(new Serializer());

    static final SightingRuns NONE = new SightingRuns(List.of());

    static final int MERGED_AT_ONCE = 16;
    private static final int BITS_PER_SIZE = 4;

    /** Sizes begin at three times a power of two, since runs tend to have a power of two rows, give or take a few. */
    private static final int OFF_POWERS = 3;

    /** A run is kept for its newest sighting, so its oldest is to be little older. */
    private static final Duration WEEK = Duration.ofDays(7);

    SightingRuns {
        all = List.copyOf(all);
    }

    int nextNumber() {
        return all.isEmpty() ? 0 : all.get(all.size() - 1).number() + 1;
    }

    SightingRuns with(SightingRun newest) {
        return new SightingRuns(Stream.concat(all.stream(), Stream.of(newest)).toList());
    }

    SightingRuns without(List<SightingRun> some) {
        return new SightingRuns(all.stream().filter(run -> !some.contains(run)).toList());
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
     */
    List<SightingRun> mergeable(long second) {
        long thisWeek = weekOf(second);
        Map<Long, List<SightingRun>> before = new HashMap<>();
        Map<Integer, List<SightingRun>> bySize = new HashMap<>();
        for (SightingRun run : all) {
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
            out.writeInt(runs.all.size());
            for (SightingRun run : runs.all) {
                out.writeInt(run.number());
                out.writeInt(run.rows());
                out.writeByte(run.bits());
                out.writeLong(run.firstSecond());
                out.writeLong(run.lastSecond());
            }
        }

        @Override
        public SightingRuns deserialize(DataInputView in) throws IOException {
            int count = in.readInt();
            List<SightingRun> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                all.add(new SightingRun(in.readInt(), in.readInt(), in.readByte(), in.readLong(), in.readLong()));
            }
            return new SightingRuns(all);
        }
    }
}
