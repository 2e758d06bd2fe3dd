package io.matrixplatform.api.catalog.meters;

import static io.matrixplatform.model.metering.folds.Aggregation.COUNT;
import static io.matrixplatform.model.metering.folds.Aggregation.PERCENTILE;
import static io.matrixplatform.model.metering.folds.Aggregation.UNIQUE_COUNT;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.MeterRule;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what a wanted meter takes of a fact makes sense; each fault with its place and what would be right. */
final class MeterChecks {
    private static final int MAX_DIMENSIONS = 8;
    private static final int MAX_NAME_LENGTH = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final String MEASURES = String.join(", ", new TreeSet<>(ApiCallFields.MEASURES));
    private static final String DIMENSIONS = String.join(", ", new TreeSet<>(ApiCallFields.DIMENSIONS));

    private final NewMeter meter;
    private final InvalidFields invalid;

    MeterChecks(NewMeter meter, InvalidFields invalid) {
        this.meter = meter;
        this.invalid = invalid;
    }

    void checkWhatItTakes() {
        checkValue();
        checkPercentile();
        checkFilters();
    }

    private void checkValue() {
        String field = meter.valueField();
        String expression = meter.strippedExpression();
        if (meter.aggregation() == COUNT) {
            invalid.body(field == null, "/value_field", "COUNT takes none: it counts facts")
                    .body(expression == null, "/expression", "COUNT takes none: it counts facts");
        } else {
            invalid.body(
                            field != null || expression != null,
                            "/value_field",
                            meter.aggregation() + " needs the name of a field, or an expression")
                    .body(field == null || expression == null, "/expression", "a field or an expression, not both");
        }
        if (field != null) {
            boolean fits = !meter.countsApiCalls()
                    || ApiCallFields.MEASURES.contains(field)
                    || (meter.aggregation() == UNIQUE_COUNT && ApiCallFields.DIMENSIONS.contains(field));
            invalid.body(isName(field), "/value_field", "not the name of a field")
                    .body(fits, "/value_field", "an API call has no such measure; it has " + MEASURES);
        }
        if (expression != null) {
            checkExpression(expression);
        }
    }

    private void checkExpression(String text) {
        try {
            Set<String> fields = Expression.parse(text).fields();
            for (String field : fields) {
                invalid.body(
                        !meter.countsApiCalls() || ApiCallFields.MEASURES.contains(field),
                        "/expression",
                        "an API call has no measure " + field + "; it has " + MEASURES);
            }
        } catch (IllegalArgumentException wrong) {
            invalid.body(false, "/expression", String.valueOf(wrong.getMessage()));
        }
    }

    private void checkPercentile() {
        BigDecimal percentile = meter.percentile();
        boolean wanted = meter.aggregation() == PERCENTILE;
        if (percentile == null) {
            invalid.body(!wanted, "/percentile", "PERCENTILE needs one, such as 95 or 99.9");
            return;
        }
        invalid.body(wanted, "/percentile", "only for PERCENTILE");
        try {
            Folding.percentile(percentile);
        } catch (IllegalArgumentException wrong) {
            invalid.body(false, "/percentile", String.valueOf(wrong.getMessage()));
        }
    }

    private void checkFilters() {
        List<MeterFilter> filters = meter.filtersOrNone();
        invalid.body(filters.size() <= MeterRule.FILTERS_MAX, "/filters", "at most " + MeterRule.FILTERS_MAX);
        for (int i = 0; i < filters.size(); i++) {
            checkFilter(filters.get(i), "/filters/" + i);
        }
    }

    private void checkFilter(@Nullable MeterFilter filter, String pointer) {
        if (filter == null || filter.field() == null || filter.operator() == null) {
            invalid.body(false, pointer, "needs a field and an operator: IN, NOT_IN, EXISTS or ABSENT");
            return;
        }
        String field = filter.field();
        boolean fits = !meter.countsApiCalls()
                || ApiCallFields.MEASURES.contains(field)
                || ApiCallFields.DIMENSIONS.contains(field);
        invalid.body(isName(field), pointer + "/field", "not the name of a field")
                .body(
                        fits,
                        pointer + "/field",
                        "an API call has no such field; it has " + DIMENSIONS + ", " + MEASURES);
        try {
            filter.toRule();
        } catch (IllegalArgumentException wrong) {
            invalid.body(false, pointer + "/values", String.valueOf(wrong.getMessage()));
        }
    }

    void checkDimensions() {
        List<String> dimensions = meter.dimensions();
        Integer groups = meter.groupsMax();
        boolean grouped = dimensions != null && !dimensions.isEmpty();
        invalid.body(groups == null || grouped, "/groups_max", "only where there are dimensions")
                .body(
                        groups == null || (groups >= 1 && groups <= NewMeter.MAX_GROUPS),
                        "/groups_max",
                        "from 1 to " + NewMeter.MAX_GROUPS);
        if (dimensions == null) {
            return;
        }
        invalid.body(dimensions.size() <= MAX_DIMENSIONS, "/dimensions", "at most " + MAX_DIMENSIONS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < dimensions.size(); i++) {
            String pointer = "/dimensions/" + i;
            String name = dimensions.get(i);
            if (name == null || !isName(name)) {
                invalid.body(false, pointer, "not the name of a field");
                continue;
            }
            invalid.body(seen.add(name), pointer, "named twice")
                    .body(
                            !meter.countsApiCalls() || ApiCallFields.DIMENSIONS.contains(name),
                            pointer,
                            "an API call has no such dimension; it has " + DIMENSIONS);
        }
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME_LENGTH && NAME.matcher(text).matches();
    }
}
