package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.SeriesSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Adds up before the exchange, so that a hot tenant's facts do not all cross to one core. Bounded in memory and in time, and
 * empty whenever a barrier passes: it needs no state.
 */
public final class BundleSlices extends AbstractStreamOperator<SliceBundle>
        implements OneInputStreamOperator<Measured, SliceBundle> {
    /** Bundles of which it is still to be decided whether their dimensions are kept apart. */
    public static final OutputTag<SliceBundle> CAPPED = new OutputTag<>("capped", SliceBundle.TYPE);

    private static final int MINUTES_PER_SLICE = 15;
    private static final int IDS_KEPT = 20_000;

    /** A quarter hour of series; written out, since it is looked up for each fact. */
    private record Name(SeriesSet series, long startMinute) {
        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(series) + Long.hashCode(startMinute);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // as a rule what is the same is one object, and else it is bundled twice
        public boolean equals(@Nullable Object other) {
            return other instanceof Name that && that.series == series && that.startMinute == startMinute;
        }
    }

    private final int slicesMax;
    private final long holdMillis;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<Name, @Nullable SliceBundle[]> bundles;

    private transient int held;

    /** Ids of slices met lately: a cryptographic hash is worth keeping. */
    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<Name, String[]> ids;

    private transient @Nullable ScheduledFuture<?> timer;

    /** @param hold how long something may wait before it is passed on */
    public BundleSlices(int slicesMax, Duration hold) {
        this.slicesMax = slicesMax;
        this.holdMillis = hold.toMillis();
    }

    @Override
    public void open() {
        bundles = new HashMap<>();
        ids = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Name, String[]> eldest) {
                return size() > IDS_KEPT;
            }
        };
    }

    @Override
    public void processElement(StreamRecord<Measured> element) {
        Measured measured = element.getValue();
        long start = Math.floorDiv((long) measured.minute(), MINUTES_PER_SLICE) * MINUTES_PER_SLICE;
        Name name = new Name(measured.series(), start);
        @Nullable SliceBundle[] slices = bundles.computeIfAbsent(name, each -> new SliceBundle[each.series.size()]);
        @Nullable Measurement[] measurements = measured.measurements();
        for (int i = 0; i < measurements.length; i++) {
            Measurement measurement = measurements[i];
            if (measurement != null) {
                SliceBundle slice = slices[i];
                if (slice == null) {
                    slice = begin(name, i);
                    slices[i] = slice;
                }
                slice.add(measurement);
            }
        }
        if (held >= slicesMax) {
            passOn();
        } else if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer = getProcessingTimeService().registerTimer(now + holdMillis, time -> {
                timer = null;
                passOn();
            });
        }
    }

    /** No watermark overtakes a fact: the last one of all frees every slice. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        passOn();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public void finish() throws Exception {
        passOn();
        super.finish();
    }

    private SliceBundle begin(Name name, int place) {
        String[] known = ids.computeIfAbsent(name, BundleSlices::idsOf);
        held++;
        return new SliceBundle(known[place], name.series.get(place), name.startMinute);
    }

    private static String[] idsOf(Name name) {
        String[] ids = new String[name.series.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = SliceBundle.sliceOf(name.series.get(i), name.startMinute).id();
        }
        return ids;
    }

    private void passOn() {
        for (@Nullable SliceBundle[] slices : bundles.values()) {
            for (SliceBundle slice : slices) {
                if (slice != null) {
                    passOn(slice);
                }
            }
        }
        bundles.clear();
        held = 0;
    }

    private void passOn(SliceBundle bundle) {
        if (bundle.series().cap() == null) {
            output.collect(new StreamRecord<>(bundle));
        } else {
            output.collect(CAPPED, new StreamRecord<>(bundle));
        }
    }
}
