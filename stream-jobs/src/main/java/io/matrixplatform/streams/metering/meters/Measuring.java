package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Payload;
import java.util.List;
import java.util.function.Consumer;

/** The rule: what a fact adds to the meters in the book. */
public final class Measuring {
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int MINUTES_PER_SLICE = 15;

    private final MeterBook book = new MeterBook();

    /** Takes a definition in, unless a later version of it is known. */
    public void define(Meter meter) {
        book.define(meter);
    }

    /**
     * Passes on what a distinct fact adds, meter by meter.
     *
     * @return {@code LATE} if it was for one of them, else {@code COUNTED}; {@code UNMETERED} if there are none
     */
    public Fate measure(Fact fact, Consumer<Measurement> out) {
        Fate fate = Fate.UNMETERED;
        for (MeterGroup group :
                book.groupsFor(fact.envelope().tenantId(), fact.payload().eventType())) {
            Fate within = measure(fact, group, out);
            if (within == Fate.LATE || fate == Fate.UNMETERED) {
                fate = within;
            }
        }
        return fate;
    }

    private static Fate measure(Fact fact, MeterGroup group, Consumer<Measurement> out) {
        Fate fate = Fate.UNMETERED;
        Payload payload = fact.payload();
        List<Series> series = group.series(fact.envelope().subscriptionId(), payload);
        List<Meter> meters = group.meters();
        for (int i = 0; i < meters.size(); i++) {
            Meter meter = meters.get(i);
            int measure = meter.summed() == null ? -1 : payload.measure(meter.summed());
            boolean lacksIt = meter.summed() != null && measure < 0;
            if (lacksIt || !meter.covers(fact.envelope().recordedAt())) {
                continue;
            }
            Measurement measurement = measurement(fact, meter, series.get(i), measure);
            out.accept(measurement);
            fate = fate == Fate.LATE || measurement.lateDay() != Measurement.ON_TIME ? Fate.LATE : Fate.COUNTED;
        }
        return fate;
    }

    private static Measurement measurement(Fact fact, Meter meter, Series series, int measure) {
        long minute = Math.floorDiv(fact.envelope().occurredAt(), MICROS_PER_MINUTE);
        boolean late = isLate(minute, fact.envelope().recordedAt(), meter);
        return new Measurement(
                series,
                minute,
                late ? fact.envelope().recordedDay() : Measurement.ON_TIME,
                measure < 0 ? 1 : fact.payload().whole()[measure],
                measure < 0 ? null : fact.payload().decimal(measure));
    }

    /** {@link io.matrixplatform.model.metering.Slice#isLate} in micros; a property of the fact, never of the stream. */
    static boolean isLate(long minute, long recordedAt, Meter meter) {
        long sliceEnd = (Math.floorDiv(minute, MINUTES_PER_SLICE) + 1) * MINUTES_PER_SLICE * MICROS_PER_MINUTE;
        return recordedAt >= sliceEnd + meter.graceSeconds() * MICROS_PER_SECOND;
    }
}
