package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
import io.matrixplatform.streams.metering.meters.SeriesWire;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What one subtask measured for one slice in a short while. Mutable until it is passed on. */
public final class SliceBundle {
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int MINUTES = 15;

    public static final TypeInformation<SliceBundle> TYPE = StreamType.of(new Serializer());

    /** One minute, on time or late on one day. */
    record Part(int minuteOfSlice, int lateDay, Tally tally) {}

    private final String sliceId;
    private final Series series;
    private final long startMinute;
    private final List<Part> parts = new ArrayList<>(2);

    /** Those of the parts that nearly all facts are added to, by minute. */
    private final @Nullable Tally[] onTime = new Tally[MINUTES];

    /** @param sliceId of this series and start */
    SliceBundle(String sliceId, Series series, long startMinute) {
        this.sliceId = sliceId;
        this.series = series;
        this.startMinute = startMinute;
    }

    static Slice sliceOf(Series series, long startMinute) {
        Instant start = Instant.ofEpochSecond(startMinute * 60);
        return new Slice(series.tenantId(), series.subscriptionId(), series.meterKey(), series.dimensions(), start);
    }

    /** What the sums are keyed by. */
    public String sliceId() {
        return sliceId;
    }

    /** What the number of groups is counted by: tenant, meter and UTC day. */
    public String groupsKey() {
        return series.tenantId() + '/' + series.meterKey() + '/' + Math.floorDiv(startMinute, MINUTES_PER_DAY);
    }

    /** The same where it is decided under which dimensions it is counted. */
    SliceBundle under(String dimensions) {
        Series decided = series.under(dimensions);
        SliceBundle bundle = new SliceBundle(
                dimensions.equals(series.dimensions())
                        ? sliceId
                        : sliceOf(decided, startMinute).id(),
                decided,
                startMinute);
        bundle.parts.addAll(parts);
        return bundle;
    }

    Series series() {
        return series;
    }

    long startMinute() {
        return startMinute;
    }

    List<Part> parts() {
        return parts;
    }

    void add(Measurement measurement) {
        int minuteOfSlice = (int) (measurement.minute() - startMinute);
        Tally tally = tally(minuteOfSlice, measurement.lateDay());
        Observation observation = measurement.observation();
        if (observation == null) {
            tally.add(measurement.whole(), measurement.decimal(), measurement.takenBack() ? -1 : 1);
        } else if (measurement.takenBack()) {
            tally.remove(observation);
        } else {
            tally.add(observation);
        }
    }

    private Tally tally(int minuteOfSlice, int lateDay) {
        if (lateDay != Measurement.ON_TIME) {
            return find(minuteOfSlice, lateDay);
        }
        Tally tally = onTime[minuteOfSlice];
        if (tally == null) {
            tally = find(minuteOfSlice, lateDay);
            onTime[minuteOfSlice] = tally;
        }
        return tally;
    }

    private Tally find(int minuteOfSlice, int lateDay) {
        for (Part part : parts) {
            if (part.minuteOfSlice == minuteOfSlice && part.lateDay == lateDay) {
                return part.tally;
            }
        }
        Part part = new Part(minuteOfSlice, lateDay, Tally.of(series.folding()));
        parts.add(part);
        return part.tally;
    }

    /** On the exchange before the sums; never in state. */
    public static final class Serializer extends StreamSerializer<SliceBundle> {
        public Serializer() {
            super(SliceBundle.class);
        }

        @Override
        public void serialize(SliceBundle bundle, DataOutputView out) throws IOException {
            Wire.writeText(bundle.sliceId, out);
            SeriesWire.write(bundle.series, out);
            out.writeLong(bundle.startMinute);
            out.writeInt(bundle.parts.size());
            for (Part part : bundle.parts) {
                out.writeByte(part.minuteOfSlice);
                out.writeInt(part.lateDay);
                part.tally.write(out);
            }
        }

        @Override
        public SliceBundle deserialize(DataInputView in) throws IOException {
            SliceBundle bundle = new SliceBundle(Wire.readPresentText(in), SeriesWire.read(in), in.readLong());
            boolean folded = bundle.series.folding() != null;
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                bundle.parts.add(new Part(in.readByte(), in.readInt(), Tally.read(folded, in)));
            }
            return bundle;
        }
    }
}
