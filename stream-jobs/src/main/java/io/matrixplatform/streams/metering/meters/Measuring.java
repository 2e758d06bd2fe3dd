package io.matrixplatform.streams.metering.meters;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Payload;
import java.math.BigDecimal;
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
            if (meter.rule() != null) {
                fate = later(fate, measureByRule(fact, meter, series.get(i), out));
                continue;
            }
            int measure = meter.summed() == null ? -1 : payload.measure(meter.summed());
            boolean lacksIt = meter.summed() != null && measure < 0;
            if (lacksIt || !meter.covers(fact.envelope().recordedAt())) {
                continue;
            }
            Measurement measurement = measurement(fact, meter, series.get(i), measure);
            out.accept(measurement);
            fate = later(fate, fateOf(measurement));
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

    private static Fate measureByRule(Fact fact, Meter meter, Series series, Consumer<Measurement> out) {
        MeterRule rule = requireNonNull(meter.rule());
        Payload payload = fact.payload();
        if (!meter.covers(fact.envelope().recordedAt()) || !rule.passes(payload)) {
            return Fate.UNMETERED;
        }
        Measurement measurement;
        if (rule.folding() == null) {
            BigDecimal value = rule.value(payload).orElse(null);
            measurement = value == null ? null : added(fact, meter, series, value);
        } else {
            measurement = rule.observe(payload, fact.envelope().occurredAt(), fact.identity())
                    .map(observation -> folded(fact, meter, series, observation))
                    .orElse(null);
        }
        if (measurement == null) {
            return Fate.UNMETERED;
        }
        out.accept(measurement);
        return fateOf(measurement);
    }

    private static Measurement added(Fact fact, Meter meter, Series series, BigDecimal value) {
        int minute = minute(fact);
        return new Measurement(series, minute, lateDay(fact, minute, meter), 0, value, null);
    }

    private static Measurement folded(Fact fact, Meter meter, Series series, Observation observation) {
        int minute = minute(fact);
        return new Measurement(series, minute, lateDay(fact, minute, meter), 0, null, observation);
    }

    private static Measurement measurement(Fact fact, Meter meter, Series series, int measure) {
        int minute = minute(fact);
        return new Measurement(
                series,
                minute,
                lateDay(fact, minute, meter),
                measure < 0 ? 1 : fact.payload().whole()[measure],
                measure < 0 ? null : fact.payload().decimal(measure),
                null);
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
