package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.MeterFilter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.measures.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one meter comes to, from every value there is: exact, whatever it costs in memory. It shares nothing with the folds that
 * bill but the arithmetic of expressions.
 */
final class RawAggregate {
    private static final int DECIMALS = 18;

    private final Meter meter;
    private final @Nullable Expression expression;
    private final List<BigDecimal> values = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();
    private BigDecimal sum = BigDecimal.ZERO;
    private long facts;
    private @Nullable RawFact latest;
    private BigDecimal latestValue = BigDecimal.ZERO;

    RawAggregate(Meter meter) {
        this.meter = meter;
        String text = meter.expression();
        this.expression = text == null ? null : Expression.parse(text);
    }

    /** Levels need what was said before the time that is recounted. */
    static boolean recounts(Meter meter) {
        return meter.aggregation() != Aggregation.TIME_WEIGHTED_SUM;
    }

    void add(RawFact fact) {
        if (!fact.type().equals(meter.eventType()) || !meter.filters().stream().allMatch(each -> passes(each, fact))) {
            return;
        }
        if (meter.aggregation() == Aggregation.UNIQUE_COUNT && meter.valueField() != null) {
            String text = text(meter.valueField(), fact);
            if (!text.isEmpty()) {
                texts.add(text);
                facts++;
            }
            return;
        }
        value(fact).ifPresent(value -> take(fact, value));
    }

    private void take(RawFact fact, BigDecimal value) {
        facts++;
        switch (meter.aggregation()) {
            case COUNT, SUM, AVERAGE -> sum = sum.add(value);
            case MIN -> sum = facts == 1 ? value : sum.min(value);
            case MAX -> sum = facts == 1 ? value : sum.max(value);
            case UNIQUE_COUNT -> texts.add(plain(value));
            case PERCENTILE -> values.add(value);
            case LATEST -> {
                if (latest == null || isLater(fact, latest)) {
                    latest = fact;
                    latestValue = value;
                }
            }
            case TIME_WEIGHTED_SUM -> throw new IllegalStateException("levels are not recounted");
        }
    }

    Total total() {
        return new Total(facts == 0 ? BigDecimal.ZERO : quantity(), facts);
    }

    private BigDecimal quantity() {
        return switch (meter.aggregation()) {
            case COUNT, SUM, MIN, MAX -> sum;
            case AVERAGE -> sum.divide(BigDecimal.valueOf(facts), DECIMALS, RoundingMode.HALF_UP);
            case UNIQUE_COUNT -> BigDecimal.valueOf(texts.size());
            case LATEST -> latestValue;
            case PERCENTILE -> percentile();
            case TIME_WEIGHTED_SUM -> throw new IllegalStateException("levels are not recounted");
        };
    }

    private BigDecimal percentile() {
        Collections.sort(values);
        BigDecimal percentage = meter.percentile() == null ? BigDecimal.ZERO : meter.percentile();
        int rank = percentage
                .multiply(BigDecimal.valueOf(values.size()))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return values.get(Math.max(rank, 1) - 1);
    }

    private Optional<BigDecimal> value(RawFact fact) {
        if (expression != null) {
            return expression.valueOf(fact.fields());
        }
        String field = meter.valueField();
        return field == null ? Optional.of(BigDecimal.ONE) : fact.measures().apply(field);
    }

    private static boolean isLater(RawFact one, RawFact other) {
        int order = one.occurredAt().compareTo(other.occurredAt());
        return order > 0 || (order == 0 && hash(one).compareTo(hash(other)) > 0);
    }

    private static String hash(RawFact fact) {
        return Identity.of(fact.tenantId(), fact.source(), fact.eventId()).toString();
    }

    private static boolean passes(MeterFilter filter, RawFact fact) {
        String text = text(String.valueOf(filter.field()), fact);
        List<String> values = filter.values() == null ? List.of() : filter.values();
        if (filter.operator() == null) {
            return false;
        }
        return switch (filter.operator()) {
            case IN -> values.contains(text);
            case NOT_IN -> !values.contains(text);
            case EXISTS -> !text.isEmpty();
            case ABSENT -> text.isEmpty();
        };
    }

    private static String text(String field, RawFact fact) {
        String dimension = fact.dimensions().apply(field);
        return dimension.isEmpty()
                ? fact.measures().apply(field).map(RawAggregate::plain).orElse("")
                : dimension;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
