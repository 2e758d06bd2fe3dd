package io.matrixplatform.api.metering.recount;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one meter comes to, from every value there is: exact, whatever it costs in memory. It shares nothing with the folds that
 * bill but the arithmetic of expressions.
 */
final class RawAggregate {
    private static final int DECIMALS = 18;

    private final Meter meter;
    private final RawMeasure measure;
    private final SortedMap<BigDecimal, Integer> values = new TreeMap<>();
    private final Map<String, Integer> texts = new HashMap<>();
    private final NavigableMap<Place, BigDecimal> byTime = new TreeMap<>();
    private final @Nullable RawSamples samples;
    private BigDecimal sum = BigDecimal.ZERO;
    private long facts;

    RawAggregate(Meter meter) {
        this.meter = meter;
        this.measure = new RawMeasure(meter);
        Duration gapMax = meter.gapMax();
        this.samples = gapMax == null ? null : new RawSamples(gapMax);
    }

    /** Levels need what was said before the time that is recounted, however long before; samples for an hour at most. */
    static boolean recounts(Meter meter) {
        return meter.aggregation() != Aggregation.TIME_WEIGHTED_SUM || meter.isSampled();
    }

    /** @param sign 1 to add, -1 to take back what was added */
    void add(RawFact fact, int sign) {
        if (!measure.admits(fact)) {
            return;
        }
        if (measure.isOfText()) {
            measure.text(fact).ifPresent(text -> {
                count(texts, text, sign);
                facts += sign;
            });
            return;
        }
        measure.value(fact).ifPresent(value -> take(fact, value, sign));
    }

    /** A fact outside the time that is recounted. */
    void addAround(RawFact fact) {
        if (samples != null && fact.type().equals(meter.eventType())) {
            long counted = facts;
            add(fact, 1);
            facts = counted;
        }
    }

    private void take(RawFact fact, BigDecimal value, int sign) {
        facts += sign;
        switch (meter.aggregation()) {
            case COUNT, SUM, AVERAGE -> sum = sign > 0 ? sum.add(value) : sum.subtract(value);
            case UNIQUE_COUNT -> count(texts, RawMeasure.plain(value), sign);
            case MIN, MAX, PERCENTILE -> count(values, value, sign);
            case LATEST -> {
                if (sign > 0) {
                    byTime.put(place(fact), value);
                } else {
                    byTime.remove(place(fact));
                }
            }
            case TIME_WEIGHTED_SUM -> requireNonNull(samples, "samples").add(fact, place(fact), value);
        }
    }

    private static <T> void count(Map<T, Integer> counts, T counted, int sign) {
        if (counts.merge(counted, sign, Integer::sum) == 0) {
            counts.remove(counted);
        }
    }

    /** @param window that is recounted; samples hold to its end at most */
    Total total(TimeWindow window) {
        if (samples != null) {
            return new Total(samples.over(window), facts);
        }
        return new Total(facts == 0 ? BigDecimal.ZERO : quantity(), facts);
    }

    private BigDecimal quantity() {
        return switch (meter.aggregation()) {
            case COUNT, SUM -> sum;
            case MIN -> values.firstKey();
            case MAX -> values.lastKey();
            case AVERAGE -> sum.divide(BigDecimal.valueOf(facts), DECIMALS, RoundingMode.HALF_UP);
            case UNIQUE_COUNT -> BigDecimal.valueOf(texts.size());
            case LATEST -> requireNonNull(byTime.lastEntry(), "facts").getValue();
            case PERCENTILE -> percentile();
            case TIME_WEIGHTED_SUM -> throw new IllegalStateException("levels are not recounted");
        };
    }

    private BigDecimal percentile() {
        BigDecimal percentage = meter.percentile() == null ? BigDecimal.ZERO : meter.percentile();
        int rank = percentage
                .multiply(BigDecimal.valueOf(facts))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        int below = 0;
        for (Map.Entry<BigDecimal, Integer> each : values.entrySet()) {
            below += each.getValue();
            if (below >= Math.max(rank, 1)) {
                return each.getKey();
            }
        }
        return values.lastKey();
    }

    /** In the order of time, and of identities where times are equal. */
    private static Place place(RawFact fact) {
        return new Place(fact.occurredAt(), fact.hashedIdentity().toString());
    }

    record Place(Instant occurredAt, String identity) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::occurredAt).thenComparing(Place::identity);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
