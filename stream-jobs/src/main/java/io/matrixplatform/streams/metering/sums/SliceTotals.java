package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
import io.matrixplatform.streams.metering.meters.SeriesWire;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Everything counted so far in one slice. Mutable. */
final class SliceTotals {
    static final TypeInformation<SliceTotals> TYPE = StreamType.of(new Serializer());

    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final int MINUTES = (int) Slice.LENGTH.toMinutes();
    private static final long SLICE_MILLIS = Slice.LENGTH.toMillis();

    private final Series series;
    private final long startMinute;
    private final Tally onTime;
    /** Made when it is asked for: ids are cryptographic hashes, and worth keeping. */
    private @Nullable Slice slice;

    private @Nullable String sliceId;
    private final @Nullable String[] rollupIds = new String[MINUTES];
    private final SortedMap<Integer, Tally> byMinute = new TreeMap<>();
    private final SortedMap<Integer, Tally> lateByDay = new TreeMap<>();

    private SliceTotals(Series series, long startMinute, Tally onTime) {
        this.series = series;
        this.startMinute = startMinute;
        this.onTime = onTime;
    }

    static SliceTotals startedBy(SliceBundle bundle) {
        return new SliceTotals(
                bundle.series(), bundle.startMinute(), Tally.of(bundle.series().folding()));
    }

    void add(SliceBundle bundle) {
        for (SliceBundle.Part part : bundle.parts()) {
            byMinute.computeIfAbsent(part.minuteOfSlice(), minute -> Tally.of(series.folding()))
                    .add(part.tally());
            if (part.lateDay() == Measurement.ON_TIME) {
                onTime.add(part.tally());
            } else {
                lateByDay
                        .computeIfAbsent(part.lateDay(), day -> Tally.of(series.folding()))
                        .add(part.tally());
            }
        }
    }

    /** To have everything emitted again. */
    void touch() {
        if (onTime.facts() > 0) {
            onTime.touch();
        }
        byMinute.values().forEach(Tally::touch);
        lateByDay.values().forEach(Tally::touch);
    }

    Slice slice() {
        if (slice == null) {
            slice = SliceBundle.sliceOf(series, startMinute);
        }
        return slice;
    }

    String sliceId() {
        if (sliceId == null) {
            sliceId = slice().id();
        }
        return sliceId;
    }

    String rollupId(int minuteOfSlice) {
        String id = rollupIds[minuteOfSlice];
        if (id == null) {
            id = slice().rollupId(minute(minuteOfSlice));
            rollupIds[minuteOfSlice] = id;
        }
        return id;
    }

    /** The start of a minute of the slice. */
    Instant minute(int minuteOfSlice) {
        return Instant.ofEpochSecond((startMinute + minuteOfSlice) * SECONDS_PER_MINUTE);
    }

    long startMinute() {
        return startMinute;
    }

    /** What goes to the ledger. */
    Tally onTime() {
        return onTime;
    }

    /** What goes to the rollups, by minute of the slice; late facts included. */
    SortedMap<Integer, Tally> byMinute() {
        return byMinute;
    }

    /** What goes to the late lane, by UTC day of {@code recorded_at}. */
    SortedMap<Integer, Tally> lateByDay() {
        return lateByDay;
    }

    /** Millis since 1970. */
    long end() {
        return startMinute * MILLIS_PER_MINUTE + SLICE_MILLIS;
    }

    /** Whether facts may still come on time. */
    boolean isOpen(long nowMillis) {
        return nowMillis < end() + series.graceSeconds() * 1_000L;
    }

    private SliceTotals copy() {
        SliceTotals copy = new SliceTotals(series, startMinute, onTime.copy());
        byMinute.forEach((minute, tally) -> copy.byMinute.put(minute, tally.copy()));
        lateByDay.forEach((day, tally) -> copy.lateByDay.put(day, tally.copy()));
        return copy;
    }

    /** In state. Layout 1 knew counts and sums alone. */
    public static final class Serializer extends StreamSerializer<SliceTotals> {
        public Serializer() {
            super(SliceTotals.class);
        }

        @Override
        protected int layout() {
            return 2;
        }

        @Override
        protected SliceTotals deserialize(int layout, DataInputView in) throws IOException {
            return read(layout == 1 ? SeriesWire.readPlain(in) : SeriesWire.read(in), in);
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public SliceTotals copy(SliceTotals totals) {
            return totals.copy();
        }

        @Override
        public void serialize(SliceTotals totals, DataOutputView out) throws IOException {
            SeriesWire.write(totals.series, out);
            out.writeLong(totals.startMinute);
            totals.onTime.write(out);
            write(totals.byMinute, out);
            write(totals.lateByDay, out);
        }

        @Override
        public SliceTotals deserialize(DataInputView in) throws IOException {
            return read(SeriesWire.read(in), in);
        }

        private static SliceTotals read(Series series, DataInputView in) throws IOException {
            boolean folded = series.folding() != null;
            SliceTotals totals = new SliceTotals(series, in.readLong(), Tally.read(folded, in));
            read(totals.byMinute, folded, in);
            read(totals.lateByDay, folded, in);
            return totals;
        }

        private static void write(Map<Integer, Tally> tallies, DataOutputView out) throws IOException {
            out.writeInt(tallies.size());
            for (Map.Entry<Integer, Tally> entry : tallies.entrySet()) {
                out.writeInt(entry.getKey());
                entry.getValue().write(out);
            }
        }

        private static void read(Map<Integer, Tally> tallies, boolean folded, DataInputView in) throws IOException {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                tallies.put(in.readInt(), Tally.read(folded, in));
            }
        }
    }
}
