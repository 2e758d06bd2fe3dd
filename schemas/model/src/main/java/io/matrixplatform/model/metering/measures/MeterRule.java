package io.matrixplatform.model.metering.measures;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.folds.Probe;
import io.matrixplatform.model.metering.folds.Sampling;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one meter takes of a fact. A fact that lacks a field which the value is made of adds nothing and is not counted; so does
 * one whose value is no quantity, or is divided by zero.
 *
 * @param filters all must pass
 * @param valueField null if there is an expression, or if facts are counted
 * @param folding null where quantities add up
 */
public record MeterRule(
        List<FieldFilter> filters,
        @Nullable String valueField,
        @Nullable Expression expression,
        @Nullable Folding folding) {
    public static final int FILTERS_MAX = 10;

    public MeterRule {
        filters = List.copyOf(filters);
        if (valueField != null && expression != null) {
            throw new IllegalArgumentException("a value is of a field or of an expression");
        }
        if (folding != null && valueField == null && expression == null) {
            throw new IllegalArgumentException(folding.aggregation() + " needs a value");
        }
    }

    /** Whether the fact is one that the meter is about. */
    public boolean passes(Fields fields) {
        for (FieldFilter filter : filters) {
            if (!filter.passes(fields)) {
                return false;
            }
        }
        return true;
    }

    /** What a fact that passes adds where quantities add up. */
    public Optional<BigDecimal> value(Fields fields) {
        if (expression != null) {
            return expression.valueOf(fields);
        }
        return valueField == null ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(fields.number(valueField));
    }

    /** What a fact that passes says to the fold. */
    public Optional<Observation> observe(Fields fields, long occurredAt, Identity identity) {
        if (folding != null && folding.aggregation() == Aggregation.UNIQUE_COUNT && valueField != null) {
            String text = fields.text(valueField);
            return text.isEmpty() ? Optional.empty() : Optional.of(Observation.of(text, occurredAt, identity));
        }
        if (folding != null && folding.hold() != null) {
            Sampling sampling = sampling(fields);
            return sampling == null
                    ? Optional.empty()
                    : value(fields)
                            .map(value ->
                                    Observation.of(value, occurredAt, identity).sampled(sampling));
        }
        return value(fields)
                .map(value -> isUnique()
                        ? Observation.of(text(value), occurredAt, identity)
                        : Observation.of(value, occurredAt, identity));
    }

    /** As a runtime metric says it; null of what is no sample. */
    private static @Nullable Sampling sampling(Fields fields) {
        String instance = fields.dimension(RuntimeMetrics.INSTANCE);
        BigDecimal startedAt = fields.number(RuntimeMetrics.STARTED_AT);
        return instance.isEmpty()
                ? null
                : new Sampling(
                        new Probe(instance, fields.dimension(RuntimeMetrics.METRIC)),
                        fields.dimension(RuntimeMetrics.KIND).equals(RuntimeMetrics.COUNTER),
                        startedAt == null ? Sampling.UNKNOWN : startedAt.longValue());
    }

    private boolean isUnique() {
        return folding != null && folding.aggregation() == Aggregation.UNIQUE_COUNT;
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
