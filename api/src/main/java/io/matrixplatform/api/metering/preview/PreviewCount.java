package io.matrixplatform.api.metering.preview;

import static java.util.Comparator.comparing;

import io.matrixplatform.api.catalog.meters.NewMeter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.preview.MeterPreview.Group;
import io.matrixplatform.api.metering.preview.MeterPreview.Minute;
import io.matrixplatform.api.metering.preview.MeterPreview.Sample;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the facts of one tenant as a meter would, each once. Facts are to be given in the order of the log. */
final class PreviewCount {
    static final int SAMPLES = 10;
    static final int GROUPS = 20;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String tenantId;
    private final NewMeter meter;
    private final List<String> dimensions;
    private final TimeWindow hour;
    private final Set<String> seen = new HashSet<>();
    private final Map<Instant, Total> minutes = new HashMap<>();
    private final Map<Instant, long[]> notCounted = new HashMap<>();
    private final List<Counted> counted = new ArrayList<>();

    /** What is kept of a fact until it is known from when on the log was read. */
    private record Counted(Instant minute, SortedMap<String, String> dimensions, BigDecimal quantity) {}

    private final PriorityQueue<Sample> newest = new PriorityQueue<>(comparing(Sample::recordedAt));

    PreviewCount(String tenantId, NewMeter meter, TimeWindow hour) {
        this.tenantId = tenantId;
        this.meter = meter;
        this.dimensions = meter.sortedDimensions();
        this.hour = hour;
    }

    void add(RawFact fact) {
        if (!fact.tenantId().equals(tenantId) || !fact.type().equals(meter.eventType())) {
            return;
        }
        boolean isFirst = seen.add(fact.identity());
        if (!hour.contains(fact.occurredAt())) {
            return;
        }
        Instant minute = Slice.minuteOf(fact.occurredAt());
        Optional<BigDecimal> quantity = fact.quantity(meter.eventType(), meter.valueField());
        if (isFirst && quantity.isPresent()) {
            count(fact, minute, quantity.get());
        } else {
            notCounted.computeIfAbsent(minute, any -> new long[2])[isFirst ? 0 : 1]++;
        }
    }

    /** @param readFrom since when the log was read */
    MeterPreview preview(Instant readFrom) {
        Instant from = readFrom.isAfter(hour.start()) ? ceiling(readFrom) : hour.start();
        List<Minute> series = new ArrayList<>();
        Total total = Total.ZERO;
        long lacking = 0;
        long repeats = 0;
        for (Instant minute = from; minute.isBefore(hour.end()); minute = minute.plus(MINUTE)) {
            Total ofMinute = minutes.getOrDefault(minute, Total.ZERO);
            series.add(new Minute(minute, ofMinute.quantity(), ofMinute.factCount()));
            total = total.plus(ofMinute);
            long[] others = notCounted.getOrDefault(minute, new long[2]);
            lacking += others[0];
            repeats += others[1];
        }
        return new MeterPreview(
                from,
                hour.end(),
                from.equals(hour.start()),
                total.factCount() + lacking,
                total.factCount(),
                lacking,
                repeats,
                total.quantity(),
                meter.unit().strip(),
                series,
                groups(from),
                newest.stream()
                        .filter(sample -> !sample.occurredAt().isBefore(from))
                        .sorted(comparing(Sample::recordedAt).reversed())
                        .toList());
    }

    private void count(RawFact fact, Instant minute, BigDecimal quantity) {
        SortedMap<String, String> values = new TreeMap<>();
        dimensions.forEach(name -> values.put(name, fact.dimensions().apply(name)));
        minutes.merge(minute, new Total(quantity, 1), Total::plus);
        counted.add(new Counted(minute, values, quantity));
        newest.add(new Sample(fact.eventId(), fact.source(), fact.occurredAt(), fact.recordedAt(), quantity, values));
        if (newest.size() > SAMPLES) {
            newest.poll();
        }
    }

    private List<Group> groups(Instant from) {
        Map<SortedMap<String, String>, Total> totals = new HashMap<>();
        counted.stream()
                .filter(fact -> !fact.minute().isBefore(from))
                .forEach(fact -> totals.merge(fact.dimensions(), new Total(fact.quantity(), 1), Total::plus));
        return totals.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().quantity(),
                        group.getValue().factCount()))
                .sorted(comparing(Group::quantity, Comparator.reverseOrder())
                        .thenComparing(group -> group.dimensions().toString()))
                .limit(GROUPS)
                .toList();
    }

    private static Instant ceiling(Instant moment) {
        Instant minute = Slice.minuteOf(moment);
        return minute.equals(moment) ? minute : minute.plus(MINUTE);
    }
}
