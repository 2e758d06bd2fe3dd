package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.MeterFilter;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.measures.Expression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one meter takes of a fact. It shares nothing with metering but the arithmetic of expressions. */
public final class RawMeasure {
    private final Meter meter;
    private final @Nullable Expression expression;

    public RawMeasure(Meter meter) {
        this.meter = meter;
        String text = meter.expression();
        this.expression = text == null ? null : Expression.parse(text);
    }

    /** Whether the meter is about the fact and lacks nothing of it. */
    public boolean counts(RawFact fact) {
        return admits(fact)
                && (isOfText() ? text(fact).isPresent() : value(fact).isPresent());
    }

    boolean admits(RawFact fact) {
        return fact.type().equals(meter.eventType()) && meter.filters().stream().allMatch(each -> passes(each, fact));
    }

    /** Whether it tells values apart and needs no numbers. */
    boolean isOfText() {
        return meter.aggregation() == Aggregation.UNIQUE_COUNT && meter.valueField() != null;
    }

    Optional<String> text(RawFact fact) {
        return Optional.of(text(String.valueOf(meter.valueField()), fact)).filter(text -> !text.isEmpty());
    }

    /** Of a fact that is admitted; empty where it lacks what the value is made of. */
    public Optional<BigDecimal> value(RawFact fact) {
        if (expression != null) {
            return expression.valueOf(fact.fields());
        }
        String field = meter.valueField();
        return field == null ? Optional.of(BigDecimal.ONE) : fact.measures().apply(field);
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
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
                ? fact.measures().apply(field).map(RawMeasure::plain).orElse("")
                : dimension;
    }
}
