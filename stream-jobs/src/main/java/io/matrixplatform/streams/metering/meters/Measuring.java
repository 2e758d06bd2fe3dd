package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rule: what a fact adds to the meters in the book. Keeps the series it met last, so that equal ones are the same. */
public final class Measuring {
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int MINUTES_PER_SLICE = 15;
    private static final int SERIES_KEPT = 20_000;

    private record SeriesName(
            Meter meter, String tenantId, @Nullable String subscriptionId, List<String> values) {}

    private final MeterBook book = new MeterBook();
    private final Map<SeriesName, Series> series = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SeriesName, Series> eldest) {
            return size() > SERIES_KEPT;
        }
    };

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
        long recordedAt = fact.envelope().recordedAt();
        for (Meter meter :
                book.metersFor(fact.envelope().tenantId(), fact.payload().eventType())) {
            Measurement measurement = meter.covers(recordedAt) ? measurement(fact, meter) : null;
            if (measurement != null) {
                out.accept(measurement);
                boolean late = fate == Fate.LATE || measurement.lateDay() != Measurement.ON_TIME;
                fate = late ? Fate.LATE : Fate.COUNTED;
            }
        }
        return fate;
    }

    private @Nullable Measurement measurement(Fact fact, Meter meter) {
        Payload payload = fact.payload();
        int measure = meter.summed() == null ? -1 : payload.measure(meter.summed());
        if (meter.summed() != null && measure < 0) {
            return null;
        }
        long minute = Math.floorDiv(fact.envelope().occurredAt(), MICROS_PER_MINUTE);
        return new Measurement(
                seriesOf(fact, meter),
                minute,
                isLate(minute, fact.envelope().recordedAt(), meter)
                        ? fact.envelope().recordedDay()
                        : Measurement.ON_TIME,
                measure < 0 ? 1 : payload.whole()[measure],
                measure < 0 ? null : payload.decimal(measure));
    }

    /** {@link io.matrixplatform.model.metering.Slice#isLate} in micros; a property of the fact, never of the stream. */
    static boolean isLate(long minute, long recordedAt, Meter meter) {
        long sliceEnd = (Math.floorDiv(minute, MINUTES_PER_SLICE) + 1) * MINUTES_PER_SLICE * MICROS_PER_MINUTE;
        return recordedAt >= sliceEnd + meter.graceSeconds() * MICROS_PER_SECOND;
    }

    private Series seriesOf(Fact fact, Meter meter) {
        List<String> values =
                meter.dimensions().stream().map(fact.payload()::dimension).toList();
        SeriesName name = new SeriesName(
                meter, fact.envelope().tenantId(), fact.envelope().subscriptionId(), values);
        return series.computeIfAbsent(name, Measuring::seriesOf);
    }

    private static Series seriesOf(SeriesName name) {
        Map<String, String> dimensions = new TreeMap<>();
        for (int i = 0; i < name.values.size(); i++) {
            dimensions.put(name.meter.dimensions().get(i), name.values.get(i));
        }
        return new Series(
                name.tenantId,
                name.subscriptionId,
                name.meter.key(),
                Dimensions.of(dimensions).toJson(),
                name.meter.graceSeconds());
    }
}
