package io.matrixplatform.api.metering.recount;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What samples of instances come to: of each two that follow each other, what lies between them, in level × hours. */
final class RawSamples {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
    private static final int DECIMALS = 18;

    private final Duration gapMax;
    private final Map<List<String>, TreeMap<Instant, Sample>> byInstance = new HashMap<>();

    private record Sample(RawAggregate.Place place, BigDecimal value, boolean counts, Optional<BigDecimal> startedAt) {
        boolean endsBefore(Sample next) {
            boolean isNew = startedAt.isPresent() && next.startedAt.isPresent() && !startedAt.equals(next.startedAt);
            return isNew || counts != next.counts || (counts && value.compareTo(next.value) > 0);
        }
    }

    RawSamples(Duration gapMax) {
        this.gapMax = gapMax;
    }

    /** @param place in the order of time: of those within one second the last holds */
    void add(RawFact fact, RawAggregate.Place place, BigDecimal value) {
        List<String> instance = List.of(
                fact.dimensions().apply("instance_id"), fact.dimensions().apply("metric"));
        Sample sample = new Sample(
                place,
                value,
                fact.dimensions().apply("kind").equals("counter"),
                fact.measures().apply("started_at"));
        byInstance
                .computeIfAbsent(instance, any -> new TreeMap<>())
                .merge(
                        Instant.ofEpochSecond(fact.occurredAt().getEpochSecond()),
                        sample,
                        (one, other) -> one.place.compareTo(other.place) > 0 ? one : other);
    }

    BigDecimal over(TimeWindow window) {
        BigDecimal sum = BigDecimal.ZERO;
        for (TreeMap<Instant, Sample> samples : byInstance.values()) {
            for (Map.Entry<Instant, Sample> each : samples.entrySet()) {
                Map.Entry<Instant, Sample> next = samples.higherEntry(each.getKey());
                sum = sum.add(each.getValue().counts() ? counted(each, next, window) : held(each, next, window));
            }
        }
        return sum.divide(SECONDS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
    }

    private BigDecimal held(
            Map.Entry<Instant, Sample> one, Map.@Nullable Entry<Instant, Sample> next, TimeWindow window) {
        Instant until = one.getKey().plus(gapMax);
        if (next != null && next.getKey().isBefore(until)) {
            until = next.getKey();
        }
        if (next != null && one.getValue().endsBefore(next.getValue())) {
            Instant began = next.getValue()
                    .startedAt()
                    .filter(start ->
                            !next.getValue().startedAt().equals(one.getValue().startedAt()))
                    .map(start -> Instant.ofEpochSecond(Math.floorDiv(start.longValue(), 1_000_000)))
                    .orElse(one.getKey());
            until = began.isBefore(until) ? began : until;
        }
        return one.getValue().value().multiply(BigDecimal.valueOf(shared(one.getKey(), until, window)));
    }

    private BigDecimal counted(
            Map.Entry<Instant, Sample> one, Map.@Nullable Entry<Instant, Sample> next, TimeWindow window) {
        if (next == null || one.getValue().endsBefore(next.getValue())) {
            return BigDecimal.ZERO;
        }
        Duration between = Duration.between(one.getKey(), next.getKey());
        if (between.compareTo(gapMax) > 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal counted = next.getValue().value().subtract(one.getValue().value());
        BigDecimal seconds = BigDecimal.valueOf(between.toSeconds());
        BigDecimal before = part(counted, shared(one.getKey(), window.start(), next.getKey()), seconds);
        return part(counted, shared(one.getKey(), window.end(), next.getKey()), seconds)
                .subtract(before);
    }

    private static BigDecimal part(BigDecimal counted, long of, BigDecimal seconds) {
        return counted.multiply(BigDecimal.valueOf(of)).divide(seconds, DECIMALS, RoundingMode.HALF_UP);
    }

    /** Seconds from {@code from} to {@code moment}, at most to {@code to}. */
    private static long shared(Instant from, Instant moment, Instant to) {
        Instant until = moment.isBefore(to) ? moment : to;
        return until.isAfter(from) ? Duration.between(from, until).toSeconds() : 0;
    }

    private static long shared(Instant from, Instant to, TimeWindow window) {
        Instant start = from.isBefore(window.start()) ? window.start() : from;
        return shared(start, window.end(), to);
    }
}
