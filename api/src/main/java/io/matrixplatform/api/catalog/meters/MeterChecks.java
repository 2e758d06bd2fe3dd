package io.matrixplatform.api.catalog.meters;

import static io.matrixplatform.model.metering.folds.Aggregation.COUNT;
import static io.matrixplatform.model.metering.folds.Aggregation.PERCENTILE;
import static io.matrixplatform.model.metering.folds.Aggregation.UNIQUE_COUNT;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what a wanted meter takes of a fact makes sense; each fault with its place and what would be right. */
final class MeterChecks {
    private static final int MAX_DIMENSIONS = 8;
    private static final int MAX_NAME_LENGTH = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final NewMeter meter;
    private final InvalidFields invalid;
    private final @Nullable KnownFields known;

    MeterChecks(NewMeter meter, InvalidFields invalid) {
        this.meter = meter;
        this.invalid = invalid;
        this.known = KnownFields.of(meter.eventType());
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
            invalid.body(isName(field), "/value_field", "not the name of a field");
            if (known != null) {
                boolean fits = known.measures().contains(field)
                        || (meter.aggregation() == UNIQUE_COUNT
                                && known.dimensions().contains(field));
                invalid.body(
                        fits, "/value_field", known.thing() + " has no such measure; it has " + known.measureNames());
            }
        }
        if (expression != null) {
            checkExpression(expression);
        }
    }

    private void checkExpression(String text) {
        try {
            Set<String> fields = Expression.parse(text).fields();
            if (known != null) {
                for (String field : fields) {
                    invalid.body(
                            known.measures().contains(field),
                            "/expression",
                            known.thing() + " has no measure " + field + "; it has " + known.measureNames());
                }
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
        invalid.body(isName(field), pointer + "/field", "not the name of a field");
        if (known != null) {
            invalid.body(
                    known.measures().contains(field) || known.dimensions().contains(field),
                    pointer + "/field",
                    known.thing() + " has no such field; it has " + known.dimensionNames() + ", "
                            + known.measureNames());
        }
        try {
            filter.toRule();
        } catch (IllegalArgumentException wrong) {
            invalid.body(false, pointer + "/values", String.valueOf(wrong.getMessage()));
        }
    }

    /** Samples of several instances are told apart by their names, so a meter over them groups by that. */
    void checkGap() {
        Duration gap = meter.gapMax();
        if (!meter.isSampled()) {
            invalid.body(gap == null, "/gap_max", "only for TIME_WEIGHTED_SUM over " + RuntimeMetrics.TYPE);
            return;
        }
        invalid.body(
                meter.sortedDimensions().contains(RuntimeMetrics.INSTANCE),
                "/dimensions",
                "levels of instances are grouped by " + RuntimeMetrics.INSTANCE + ", at least");
        if (gap != null) {
            try {
                Folding.sampled(gap);
            } catch (IllegalArgumentException wrong) {
                invalid.body(false, "/gap_max", String.valueOf(wrong.getMessage()));
            }
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
            invalid.body(seen.add(name), pointer, "named twice");
            if (known != null) {
                invalid.body(
                        known.dimensions().contains(name),
                        pointer,
                        known.thing() + " has no such dimension; it has " + known.dimensionNames());
            }
        }
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME_LENGTH && NAME.matcher(text).matches();
    }
}
