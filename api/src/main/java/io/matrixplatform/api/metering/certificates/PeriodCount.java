package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RawCorrection;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.api.metering.recount.RawMeasure;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the records of one tenant come to: how many there are of each fate, and what each meter counts per slice. */
final class PeriodCount implements Judge.Sink {
    /** What metering cannot use, as it says. */
    private static final Duration PAST_MAX = Duration.ofDays(36);

    private static final Duration FUTURE_MAX = Duration.ofDays(1);

    private final TimeWindow window;
    private final Held held;
    private final Map<String, List<Counting>> meters;
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final Map<Place, Total> inTime = new HashMap<>();
    private final Map<Place, Total> late = new HashMap<>();
    private final Set<Instant> open = new HashSet<>();
    private long lateRecords;
    private long heldRecords;

    /** When the record that is judged was recorded, as the log has it. */
    private Instant judgedAt = Instant.MIN;

    private record Place(MeterKey meter, Instant slice) {}

    /** @param slices of the meter whose ledger entries are certified */
    private record Counting(Meter meter, RawMeasure measure, TimeWindow slices) {}

    PeriodCount(Period period, List<Meter> meters, Held held) {
        this.window = period.window();
        this.held = held;
        this.meters = meters.stream()
                .map(meter -> new Counting(meter, new RawMeasure(meter), period.slices(meter.grace())))
                .collect(Collectors.groupingBy(counting -> counting.meter.eventType()));
    }

    void judge(LogRecord record, RawFact fact, Judge judge) {
        judgedAt = record.timestamp();
        Fate fate = isDead(fact) ? Fate.DEAD : judge.judge(fact, this);
        add(record, fact, fate);
        if (isInWindow(record) && fate.hasEffect()) {
            lateRecords += isLate(fact) ? 1 : 0;
            heldRecords += isHeld(fact) ? 1 : 0;
        }
    }

    /** A record whose fate is known. */
    void add(LogRecord record, RawFact fact, Fate fate) {
        if (isInWindow(record)) {
            fates.merge(fate, 1L, Long::sum);
        } else if (!record.timestamp().isBefore(window.end())) {
            open.add(Slice.startOf(fact.occurredAt()));
        }
    }

    @Override
    public void book(RawFact fact, Instant recordedAt, Instant bookedAt, int sign) {
        Instant slice = Slice.startOf(fact.occurredAt());
        if (!bookedAt.isBefore(window.end())) {
            open.add(slice);
            return;
        }
        for (Counting counting : meters.getOrDefault(fact.type(), List.of())) {
            if (counting.meter.covers(recordedAt) && counting.measure.counts(fact)) {
                book(counting, fact, slice, bookedAt, sign);
            }
        }
    }

    private void book(Counting counting, RawFact fact, Instant slice, Instant bookedAt, int sign) {
        boolean isLateHere = !bookedAt.isBefore(slice.plus(Slice.LENGTH).plus(counting.meter.grace()));
        if (isLateHere ? window.contains(bookedAt) : counting.slices.contains(slice)) {
            BigDecimal value = counting.meter.aggregation().isAdditive()
                    ? counting.measure.value(fact).orElseThrow()
                    : BigDecimal.ZERO;
            Total added = new Total(sign > 0 ? value : value.negate(), sign);
            (isLateHere ? late : inTime).merge(new Place(counting.meter.key(), slice), added, Total::plus);
        }
    }

    @Override
    public void giveUp(RawFact correction) {
        if (judgedAt.isBefore(window.end()) && window.contains(correction.recordedAt())) {
            fates.merge(Fate.ofCorrection(correction), -1L, Long::sum);
            fates.merge(Fate.CONFLICTING, 1L, Long::sum);
            lateRecords -= isLate(correction) ? 1 : 0;
            heldRecords -= isHeld(correction) ? 1 : 0;
        }
    }

    /** Whether its slice was closed when it was recorded, for a meter that counts such facts. */
    private boolean isLate(RawFact fact) {
        Instant closing = Slice.startOf(fact.occurredAt()).plus(Slice.LENGTH);
        return meters.getOrDefault(fact.type(), List.of()).stream()
                .filter(counting -> !fact.recordedAt().isBefore(closing.plus(counting.meter.grace())))
                .anyMatch(counting -> counting.meter.covers(fact.recordedAt()) && counting.measure.counts(fact));
    }

    /** Whether what it would have counted broke a rule. */
    private boolean isHeld(RawFact fact) {
        RawCorrection correction = fact.correction();
        RawFact counted = correction == null ? fact : correction.instead();
        return counted != null && held.isHeld(counted, fact.recordedAt());
    }

    /** Takes in what another part of the log came to. */
    void add(PeriodCount other) {
        other.fates.forEach((fate, records) -> fates.merge(fate, records, Long::sum));
        other.inTime.forEach((place, total) -> inTime.merge(place, total, Total::plus));
        other.late.forEach((place, total) -> late.merge(place, total, Total::plus));
        open.addAll(other.open);
        lateRecords += other.lateRecords;
        heldRecords += other.heldRecords;
    }

    Fates fates() {
        return Fates.of(fates, lateRecords, heldRecords);
    }

    /** Slices that something was recorded of after the window. */
    Set<Instant> open() {
        return Set.copyOf(open);
    }

    /** @param without slices that are left out */
    Total inTime(MeterKey meter, Set<Instant> without) {
        return sum(inTime, meter, without);
    }

    /** The same of the late lane. */
    Total late(MeterKey meter, Set<Instant> without) {
        return sum(late, meter, without);
    }

    private static Total sum(Map<Place, Total> lane, MeterKey meter, Set<Instant> without) {
        return lane.entrySet().stream()
                .filter(each -> each.getKey().meter.equals(meter) && !without.contains(each.getKey().slice))
                .map(Map.Entry::getValue)
                .reduce(Total.ZERO, Total::plus);
    }

    private boolean isInWindow(LogRecord record) {
        return window.contains(record.timestamp());
    }

    private static boolean isDead(RawFact fact) {
        Duration age = Duration.between(fact.occurredAt(), fact.recordedAt());
        return fact.source().isEmpty()
                || fact.eventId().isEmpty()
                || fact.type().isEmpty()
                || age.compareTo(PAST_MAX) > 0
                || age.compareTo(FUTURE_MAX.negated()) < 0;
    }
}
