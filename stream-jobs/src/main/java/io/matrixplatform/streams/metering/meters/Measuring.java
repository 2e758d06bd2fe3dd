package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.streams.metering.facts.CallKind;
import io.matrixplatform.streams.metering.facts.Countable;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.PerKind;
import io.matrixplatform.streams.metering.facts.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rule: what a fact adds to the meters in the book. */
public final class Measuring {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int MINUTES_PER_SLICE = 15;

    private final MeterBook book = new MeterBook();
    private final PerKind<Target[]> targets = new PerKind<>(this::targetsOf);

    /**
     * What facts of one kind count into.
     *
     * @param series null where the kind does not say it all
     */
    private record Target(MeterGroup group, @Nullable SeriesSet series) {}

    /** Takes a definition in, unless a later version of it is known. */
    public void define(Meter meter) {
        book.define(meter);
        targets.forget();
    }

    /**
     * Passes on what a distinct fact adds.
     *
     * @return {@code LATE} if it was for one of them, else {@code COUNTED}; {@code UNMETERED} if there are none
     */
    public Fate measure(Countable fact, Consumer<Measured> out) {
        Fate fate = Fate.UNMETERED;
        CallKind kind = fact.kind();
        if (kind == null) {
            for (MeterGroup group : book.groupsFor(fact.tenantId(), fact.usage().eventType())) {
                fate = inAll(fate, measure(fact, group, seriesOf(fact, group), out));
            }
            return fate;
        }
        for (Target target : targets.of(kind)) {
            SeriesSet series = target.series == null ? seriesOf(fact, target.group) : target.series;
            fate = inAll(fate, measure(fact, target.group, series, out));
        }
        return fate;
    }

    /** Of the fates of a fact in groups, the one that it has in all. */
    private static Fate inAll(Fate before, Fate within) {
        return within == Fate.LATE || before == Fate.UNMETERED ? within : before;
    }

    private static SeriesSet seriesOf(Countable fact, MeterGroup group) {
        return group.series(fact.subscriptionId(), fact.usage()::dimension);
    }

    private Target[] targetsOf(CallKind kind) {
        return book.groupsFor(kind.tenantId(), CallKind.EVENT_TYPE).stream()
                .map(group -> new Target(
                        group,
                        group.groupsBy(CallKind.SUBJECT) ? null : group.series(kind.subscriptionId(), kind::dimension)))
                .toArray(Target[]::new);
    }

    private static Fate measure(Countable fact, MeterGroup group, SeriesSet series, Consumer<Measured> out) {
        Fate fate = Fate.UNMETERED;
        int minute = minute(fact);
        List<Meter> meters = group.meters();
        @Nullable Measurement[] measurements = new Measurement[series.size()];
        for (int i = 0; i < measurements.length; i++) {
            Meter meter = meters.get(i);
            if (!meter.covers(fact.recordedAt())) {
                continue;
            }
            Measurement measurement = meter.rule() == null
                    ? plain(fact, minute, meter, series.get(i))
                    : byRule(fact, minute, meter, meter.rule(), series.get(i));
            if (measurement != null) {
                measurements[i] = measurement;
                fate = later(fate, fateOf(measurement));
            }
        }
        if (fate != Fate.UNMETERED) {
            out.accept(new Measured(series, minute, measurements));
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

    private static @Nullable Measurement byRule(
            Countable fact, int minute, Meter meter, MeterRule rule, Series series) {
        Usage usage = fact.usage();
        if (!rule.passes(usage)) {
            return null;
        }
        if (rule.folding() == null) {
            BigDecimal value = rule.value(usage).orElse(null);
            return value == null ? null : new Measurement(series, minute, lateDay(fact, minute, meter), 0, value, null);
        }
        return rule.observe(usage, fact.occurredAt(), fact.identity())
                .map(each -> new Measurement(series, minute, lateDay(fact, minute, meter), 0, null, each))
                .orElse(null);
    }

    private static @Nullable Measurement plain(Countable fact, int minute, Meter meter, Series series) {
        int lateDay = lateDay(fact, minute, meter);
        if (meter.summed() == null) {
            return new Measurement(series, minute, lateDay, 1, null, null);
        }
        Usage usage = fact.usage();
        int measure = usage.measure(meter.summed());
        return measure < 0
                ? null
                : new Measurement(series, minute, lateDay, usage.whole(measure), usage.decimal(measure), null);
    }

    /** Of {@code occurred_at}, which a fact has within the years that this is good for. */
    private static int minute(Countable fact) {
        return (int) Math.floorDiv(fact.occurredAt(), MICROS_PER_MINUTE);
    }

    private static int lateDay(Countable fact, int minute, Meter meter) {
        return isLate(minute, fact.bookedAt(), meter)
                ? (int) Math.floorDiv(fact.bookedAt(), MICROS_PER_DAY)
                : Measurement.ON_TIME;
    }

    /** {@link io.matrixplatform.model.metering.Slice#isLate} in micros; a property of the fact, never of the stream. */
    static boolean isLate(long minute, long bookedAt, Meter meter) {
        long sliceEnd = (Math.floorDiv(minute, MINUTES_PER_SLICE) + 1) * MINUTES_PER_SLICE * MICROS_PER_MINUTE;
        return bookedAt >= sliceEnd + meter.graceSeconds() * MICROS_PER_SECOND;
    }
}
