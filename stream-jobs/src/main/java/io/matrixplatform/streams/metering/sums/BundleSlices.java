package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
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
        implements OneInputStreamOperator<Measurement, SliceBundle> {
    /** Bundles of which it is still to be decided whether their dimensions are kept apart. */
    public static final OutputTag<SliceBundle> CAPPED = new OutputTag<>("capped", SliceBundle.TYPE);

    private static final int MINUTES_PER_SLICE = 15;
    private static final int IDS_KEPT = 20_000;

    private record Name(Series series, long startMinute) {
        @Override
        public int hashCode() {
            return 31 * series.hashCode() + Long.hashCode(startMinute);
        }
    }

    private final int slicesMax;
    private final long holdMillis;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<Name, SliceBundle> bundles;

    /** Ids of slices met lately: a cryptographic hash is worth keeping. */
    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<Name, String> ids;

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
            protected boolean removeEldestEntry(Map.Entry<Name, String> eldest) {
                return size() > IDS_KEPT;
            }
        };
    }

    @Override
    public void processElement(StreamRecord<Measurement> element) {
        Measurement measurement = element.getValue();
        long minute = measurement.minute();
        long start = Math.floorDiv(minute, MINUTES_PER_SLICE) * MINUTES_PER_SLICE;
        bundles.computeIfAbsent(new Name(measurement.series(), start), this::begin)
                .add(measurement);
        if (bundles.size() >= slicesMax) {
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

    private SliceBundle begin(Name name) {
        String id = ids.computeIfAbsent(
                name, each -> SliceBundle.sliceOf(each.series, each.startMinute).id());
        return new SliceBundle(id, name.series, name.startMinute);
    }

    private void passOn() {
        for (SliceBundle bundle : bundles.values()) {
            if (bundle.series().cap() == null) {
                output.collect(new StreamRecord<>(bundle));
            } else {
                output.collect(CAPPED, new StreamRecord<>(bundle));
            }
        }
        bundles.clear();
    }
}
