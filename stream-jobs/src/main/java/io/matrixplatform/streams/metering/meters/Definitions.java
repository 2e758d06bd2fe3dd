package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.FieldFilter;
import io.matrixplatform.model.metering.measures.MeterRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a definition on the control topic says is taken of a fact. */
final class Definitions {
    private Definitions() {}

    /** @throws IllegalArgumentException if it makes no sense */
    static MeterRule rule(MeterState state) {
        Aggregation aggregation = Aggregation.valueOf(state.getAggregation().name());
        String text = state.getExpression();
        Expression expression = text == null ? null : Expression.parse(text);
        boolean counts = aggregation == Aggregation.COUNT;
        String valueField = counts ? null : state.getValueField();
        if (!counts && valueField == null && expression == null) {
            throw new IllegalArgumentException(
                    "meter " + state.getMeterKey() + ": " + aggregation + " needs a field or an expression");
        }
        List<FieldFilter> filters = state.getFilters().stream()
                .map(filter -> new FieldFilter(
                        filter.getField(),
                        FieldFilter.Operator.valueOf(filter.getOperator().name()),
                        Set.copyOf(filter.getValues())))
                .toList();
        return new MeterRule(filters, valueField, counts ? null : expression, folding(aggregation, state));
    }

    private static @Nullable Folding folding(Aggregation aggregation, MeterState state) {
        Integer gapMax = state.getGapMaxSeconds();
        return aggregation.isAdditive()
                ? null
                : new Folding(aggregation, state.getPercentile(), gapMax == null ? null : Duration.ofSeconds(gapMax));
    }
}
