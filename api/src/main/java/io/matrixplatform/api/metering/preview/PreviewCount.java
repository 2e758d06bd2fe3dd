package io.matrixplatform.api.metering.preview;

import static java.util.Comparator.comparing;

import io.matrixplatform.api.catalog.meters.NewMeter;
import io.matrixplatform.api.metering.preview.MeterPreview.Group;
import io.matrixplatform.api.metering.preview.MeterPreview.Minute;
import io.matrixplatform.api.metering.preview.MeterPreview.Sample;
import io.matrixplatform.api.metering.preview.TriedFacts.Counted;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.measures.MeterRule;
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
    private static final int LACKING = 0;
    private static final int REPEATS = 1;
    private static final int FILTERED = 2;

    private final String tenantId;
    private final NewMeter meter;
    private final MeterRule rule;
    private final List<String> dimensions;
    private final TimeWindow hour;
    private final Set<String> seen = new HashSet<>();
    /** Of each request the frame that counts, as far as it was read. */
    private final Map<String, RawFact> frames = new HashMap<>();

    private final Map<Instant, long[]> notCounted = new HashMap<>();
    /** Kept until it is known from when on the log was read. */
    private final List<Counted> counted = new ArrayList<>();

    private final PriorityQueue<Sample> newest = new PriorityQueue<>(comparing(Sample::recordedAt));

    PreviewCount(String tenantId, NewMeter meter, TimeWindow hour) {
        this.tenantId = tenantId;
        this.meter = meter;
        this.rule = meter.rule();
        this.dimensions = meter.sortedDimensions();
        this.hour = hour;
    }

    void add(RawFact fact) {
        if (fact.isCorrection()
                || !fact.tenantId().equals(tenantId)
                || !fact.type().equals(meter.eventType())) {
            return;
        }
        if (fact.frame() == null) {
            take(fact);
        } else {
            frames.merge(fact.identity(), fact, RawFact::lastOf);
        }
    }

    private void take(RawFact fact) {
        boolean isFirst = seen.add(fact.identity());
        if (!hour.contains(fact.occurredAt())) {
            return;
        }
        Instant minute = Slice.minuteOf(fact.occurredAt());
        if (!rule.passes(fact.fields())) {
            notCounted(minute)[FILTERED] += isFirst ? 1 : 0;
            return;
        }
        Optional<Counted> tried = tried(fact, minute);
        if (isFirst && tried.isPresent()) {
            count(fact, tried.get());
        } else {
            notCounted(minute)[isFirst ? LACKING : REPEATS]++;
        }
    }

    /** @param readFrom since when the log was read */
    MeterPreview preview(Instant readFrom) {
        frames.values().forEach(this::take);
        frames.clear();
        Instant from = readFrom.isAfter(hour.start()) ? ceiling(readFrom) : hour.start();
        TriedFacts all = new TriedFacts(rule.folding());
        Map<Instant, TriedFacts> minutes = new HashMap<>();
        for (Counted fact : counted) {
            if (!fact.minute().isBefore(from)) {
                all.add(fact);
                minutes.computeIfAbsent(fact.minute(), any -> new TriedFacts(rule.folding()))
                        .add(fact);
            }
        }
        List<Minute> series = new ArrayList<>();
        long lacking = 0;
        long repeats = 0;
        long filtered = 0;
        for (Instant minute = from; minute.isBefore(hour.end()); minute = minute.plus(MINUTE)) {
            TriedFacts ofMinute = minutes.getOrDefault(minute, new TriedFacts(rule.folding()));
            // A level holds on through minutes that say nothing.
            TriedFacts heard = isLevel() ? all : ofMinute;
            TimeWindow window = new TimeWindow(minute, minute.plus(MINUTE));
            series.add(new Minute(minute, heard.over(window).quantity(), ofMinute.count()));
            long[] others = notCounted.getOrDefault(minute, new long[3]);
            lacking += others[LACKING];
            repeats += others[REPEATS];
            filtered += others[FILTERED];
        }
        TimeWindow time = new TimeWindow(from, hour.end());
        FoldResult total = all.over(time);
        return new MeterPreview(
                from,
                hour.end(),
                from.equals(hour.start()),
                all.count() + lacking + filtered,
                all.count(),
                lacking,
                filtered,
                repeats,
                total.quantity(),
                total.error(),
                meter.unit().strip(),
                series,
                groups(time),
                newest.stream()
                        .filter(sample -> !sample.occurredAt().isBefore(from))
                        .sorted(comparing(Sample::recordedAt).reversed())
                        .toList());
    }

    private boolean isLevel() {
        Folding folding = rule.folding();
        return folding != null && folding.aggregation() == Aggregation.TIME_WEIGHTED_SUM;
    }

    private long[] notCounted(Instant minute) {
        return notCounted.computeIfAbsent(minute, any -> new long[3]);
    }

    private Optional<Counted> tried(RawFact fact, Instant minute) {
        SortedMap<String, String> values = new TreeMap<>();
        dimensions.forEach(name -> values.put(name, fact.dimensions().apply(name)));
        if (rule.folding() == null) {
            return rule.value(fact.fields()).map(value -> new Counted(minute, values, value, null));
        }
        return rule.observe(fact.fields(), fact.occurredAtMicros(), fact.hashedIdentity())
                .map(observation -> new Counted(minute, values, shown(observation), observation));
    }

    /** What a fact says; one text, where different ones are counted. */
    private BigDecimal shown(Observation observation) {
        return meter.aggregation() == Aggregation.UNIQUE_COUNT ? BigDecimal.ONE : observation.value();
    }

    private void count(RawFact fact, Counted tried) {
        counted.add(tried);
        newest.add(new Sample(
                fact.eventId(),
                fact.source(),
                fact.occurredAt(),
                fact.recordedAt(),
                tried.quantity(),
                tried.dimensions()));
        if (newest.size() > SAMPLES) {
            newest.poll();
        }
    }

    private List<Group> groups(TimeWindow time) {
        Map<SortedMap<String, String>, TriedFacts> totals = new HashMap<>();
        counted.stream()
                .filter(fact -> !fact.minute().isBefore(time.start()))
                .forEach(fact -> totals.computeIfAbsent(fact.dimensions(), any -> new TriedFacts(rule.folding()))
                        .add(fact));
        return totals.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().over(time).quantity(),
                        group.getValue().count()))
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
