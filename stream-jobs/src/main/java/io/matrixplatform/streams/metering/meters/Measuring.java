package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Payload;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
     * Passes on what a distinct fact adds.
     *
     * @return {@code LATE} if it was for one of them, else {@code COUNTED}; {@code UNMETERED} if there are none
     */
    public Fate measure(Fact fact, Consumer<Measured> out) {
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

    private static Fate measure(Fact fact, MeterGroup group, Consumer<Measured> out) {
        Fate fate = Fate.UNMETERED;
        SeriesSet series = group.series(fact.envelope().subscriptionId(), fact.payload());
        List<Meter> meters = group.meters();
        @Nullable Measurement[] measurements = new Measurement[series.size()];
        for (int i = 0; i < measurements.length; i++) {
            Meter meter = meters.get(i);
            if (!meter.covers(fact.envelope().recordedAt())) {
                continue;
            }
            Measurement measurement = meter.rule() == null
                    ? plain(fact, meter, series.get(i))
                    : byRule(fact, meter, meter.rule(), series.get(i));
            if (measurement != null) {
                measurements[i] = measurement;
                fate = later(fate, fateOf(measurement));
            }
        }
        if (fate != Fate.UNMETERED) {
            out.accept(new Measured(series, minute(fact), measurements));
        }
        return fate;
    }

    /** Of two fates of one fact, the one that it has in all. */
    private static Fate later(Fate one, Fate other) {
        return one == Fate.LATE || other == Fate.UNMETERED ? one : other;
    }

    private static Fate fateOf(Measurement measurement) {
        return measurement.lateDay() == Measurement.ON_TIME ? Fate.COUNTED : Fate.LATE;
    }

    private static @Nullable Measurement byRule(Fact fact, Meter meter, MeterRule rule, Series series) {
        Payload payload = fact.payload();
        if (!rule.passes(payload)) {
            return null;
        }
        if (rule.folding() == null) {
            BigDecimal value = rule.value(payload).orElse(null);
            return value == null ? null : added(fact, meter, series, value);
        }
        return rule.observe(payload, fact.envelope().occurredAt(), fact.identity())
                .map(observation -> folded(fact, meter, series, observation))
                .orElse(null);
    }

    private static Measurement added(Fact fact, Meter meter, Series series, BigDecimal value) {
        int minute = minute(fact);
        return new Measurement(series, minute, lateDay(fact, minute, meter), 0, value, null);
    }

    private static Measurement folded(Fact fact, Meter meter, Series series, Observation observation) {
        int minute = minute(fact);
        return new Measurement(series, minute, lateDay(fact, minute, meter), 0, null, observation);
    }

    private static @Nullable Measurement plain(Fact fact, Meter meter, Series series) {
        int minute = minute(fact);
        int lateDay = lateDay(fact, minute, meter);
        if (meter.summed() == null) {
            return new Measurement(series, minute, lateDay, 1, null, null);
        }
        Payload payload = fact.payload();
        int measure = payload.measure(meter.summed());
        return measure < 0
                ? null
                : new Measurement(series, minute, lateDay, payload.whole()[measure], payload.decimal(measure), null);
    }

    /** Of {@code occurred_at}, which a fact has within the years that this is good for. */
    private static int minute(Fact fact) {
        return (int) Math.floorDiv(fact.envelope().occurredAt(), MICROS_PER_MINUTE);
    }

    private static int lateDay(Fact fact, int minute, Meter meter) {
        return isLate(minute, fact.envelope().bookedAt(), meter)
                ? fact.envelope().bookedDay()
                : Measurement.ON_TIME;
    }

    /** {@link io.matrixplatform.model.metering.Slice#isLate} in micros; a property of the fact, never of the stream. */
    static boolean isLate(long minute, long bookedAt, Meter meter) {
        long sliceEnd = (Math.floorDiv(minute, MINUTES_PER_SLICE) + 1) * MINUTES_PER_SLICE * MICROS_PER_MINUTE;
        return bookedAt >= sliceEnd + meter.graceSeconds() * MICROS_PER_SECOND;
    }
}
