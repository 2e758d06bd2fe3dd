package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.SeriesSet;
import io.matrixplatform.streams.platform.HoldingOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Adds up before the exchange, so that a hot tenant's facts do not all cross to one core. Bounded in memory and in time.
 */
public final class BundleSlices extends HoldingOperator<SliceBundle>
        implements OneInputStreamOperator<Measured, SliceBundle> {
    /** Bundles of which it is still to be decided whether their dimensions are kept apart. */
    public static final OutputTag<SliceBundle> CAPPED = new OutputTag<>("capped", SliceBundle.TYPE);

    private static final int MINUTES_PER_SLICE = 15;
    private static final int QUARTERS_KEPT = 20_000;
    private static final int QUARTERS_OF_SERIES_KEPT = 16;

    /** What was added up of a series set for one quarter hour, and of its other ones. */
    private static final class Pending {
        private final SeriesSet series;
        private final long startMinute;
        private final @Nullable Pending other;

        /** A cryptographic hash is worth keeping, as all of this is. */
        private final String[] ids;

        private final @Nullable SliceBundle[] slices;

        /** Whether one of the slices is there. */
        private boolean isHeld;

        Pending(SeriesSet series, long startMinute, @Nullable Pending other) {
            this.series = series;
            this.startMinute = startMinute;
            this.other = other;
            this.slices = new SliceBundle[series.size()];
            this.ids = new String[series.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = SliceBundle.sliceOf(series.get(i), startMinute).id();
            }
        }

        SliceBundle slice(int place) {
            SliceBundle slice = slices[place];
            if (slice == null) {
                slice = new SliceBundle(ids[place], series.get(place), startMinute);
                slices[place] = slice;
            }
            return slice;
        }
    }

    private final int slicesMax;

    @SuppressWarnings("NullAway.Init") // by open
    private transient IdentityHashMap<SeriesSet, Pending> known;

    private transient int quartersKnown;

    /** Those that hold something. */
    @SuppressWarnings("NullAway.Init") // by open
    private transient List<Pending> held;

    private transient int slicesHeld;

    /** @param hold how long something may wait before it is passed on */
    public BundleSlices(int slicesMax, Duration hold) {
        super(hold);
        this.slicesMax = slicesMax;
    }

    @Override
    public void open() {
        known = new IdentityHashMap<>();
        held = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<Measured> element) {
        Measured measured = element.getValue();
        long start = Math.floorDiv((long) measured.minute(), MINUTES_PER_SLICE) * MINUTES_PER_SLICE;
        Pending pending = pending(measured.series(), start);
        @Nullable Measurement[] measurements = measured.measurements();
        for (int i = 0; i < measurements.length; i++) {
            Measurement measurement = measurements[i];
            if (measurement != null) {
                pending.slice(i).add(measurement);
            }
        }
        if (!pending.isHeld) {
            pending.isHeld = true;
            held.add(pending);
            slicesHeld += measurements.length;
        }
        if (slicesHeld >= slicesMax) {
            passOn();
        } else {
            passOnInTime();
        }
    }

    private Pending pending(SeriesSet series, long startMinute) {
        Pending first = known.get(series);
        int others = 0;
        for (Pending each = first; each != null; each = each.other) {
            if (each.startMinute == startMinute) {
                return each;
            }
            others++;
        }
        // One that is forgotten while it holds something is passed on all the same: the slice is bundled twice then.
        Pending begun = new Pending(series, startMinute, others < QUARTERS_OF_SERIES_KEPT ? first : null);
        known.put(series, begun);
        quartersKnown++;
        return begun;
    }

    @Override
    protected void passOn() {
        for (Pending pending : held) {
            pending.isHeld = false;
            for (int i = 0; i < pending.slices.length; i++) {
                SliceBundle slice = pending.slices[i];
                if (slice != null) {
                    passOn(slice);
                    pending.slices[i] = null;
                }
            }
        }
        held.clear();
        slicesHeld = 0;
        if (quartersKnown > QUARTERS_KEPT) {
            known.clear();
            quartersKnown = 0;
        }
    }

    private void passOn(SliceBundle bundle) {
        if (bundle.series().cap() == null) {
            output.collect(new StreamRecord<>(bundle));
        } else {
            output.collect(CAPPED, new StreamRecord<>(bundle));
        }
    }
}
