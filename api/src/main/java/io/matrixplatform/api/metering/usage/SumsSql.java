package io.matrixplatform.api.metering.usage;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums in Pinot's SQL. Columns of the answer: the window's start in milliseconds (unless there is one window), the tenant and
 * the meter where there are several, the dimensions in the order asked for, the quantity, the number of facts; of whole numbers
 * also the smallest that was added.
 *
 * <p>Pinot has no bind variables, so texts are quoted here, in one place. Names of dimensions are of a narrow alphabet, which
 * a meter's definition made sure of.
 */
final class SumsSql {
    private final Sums sums;
    private final List<String> dimensions;

    private SumsSql(Sums sums, List<String> dimensions) {
        this.sums = sums;
        this.dimensions = dimensions;
    }

    /** With a column for each dimension. */
    static SumsSql byValues(Sums sums) {
        return new SumsSql(sums, sums.groupBy().stream().map(SumsSql::dimension).toList());
    }

    /** With one column for all dimensions, the text that they stand in: one group for each text. */
    static SumsSql byTexts(Sums sums) {
        return new SumsSql(sums, List.of("dimensions"));
    }

    /**
     * Exact whatever the quantities are.
     *
     * @param rows Pinot's own default would be 10
     */
    String exact(int rows) {
        return text(List.of("SUMPRECISION(quantity_decimal)", "SUM(fact_count)"), rows);
    }

    /** Several times as fast: sums of doubles, of which the smallest number added tells whether they are exact. */
    String whole(int rows) {
        return text(List.of("SUM(quantity_long)", "SUM(fact_count)", "MIN(quantity_long)"), rows);
    }

    private String text(List<String> amounts, int rows) {
        List<String> groups = new ArrayList<>();
        if (sums.size() != WindowSize.TOTAL) {
            groups.add(windowStart());
        }
        if (sums.byTenant()) {
            groups.add("tenant_id");
        }
        if (sums.meters().size() > 1) {
            groups.add("meter_key");
        }
        groups.addAll(dimensions);
        List<String> columns = new ArrayList<>(groups);
        columns.addAll(amounts);
        String grouping = groups.isEmpty()
                ? ""
                : " GROUP BY " + String.join(", ", groups) + " ORDER BY " + String.join(", ", groups);
        return "SELECT " + String.join(", ", columns) + " FROM usage_rollup WHERE " + String.join(" AND ", conditions())
                + grouping + " LIMIT " + rows;
    }

    /** Minute by minute, with what each was made of; the columns are the minute, the dimensions, the fold, the number of facts. */
    String folds(int rows) {
        List<String> columns = new ArrayList<>(List.of("minute_start_ms"));
        columns.addAll(dimensions);
        columns.add("fold");
        columns.add("fact_count");
        return "SELECT " + String.join(", ", columns) + " FROM usage_rollup WHERE " + String.join(" AND ", conditions())
                + " LIMIT " + rows;
    }

    private List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        sums.whose().one().ifPresent(tenant -> conditions.add("tenant_id = " + quote(tenant.toString())));
        conditions.add(
                sums.meters().size() == 1
                        ? "meter_key = " + quote(sums.meters().get(0).value())
                        : "meter_key IN ("
                                + sums.meters().stream()
                                        .map(meter -> quote(meter.value()))
                                        .collect(joining(", ")) + ")");
        conditions.add("minute_start_ms >= " + sums.window().start().toEpochMilli());
        conditions.add("minute_start_ms < " + sums.window().end().toEpochMilli());
        for (Map.Entry<String, Set<String>> wanted : sums.filter().entrySet()) {
            String values =
                    wanted.getValue().stream().map(SumsSql::quote).sorted().collect(joining(", "));
            conditions.add(dimension(wanted.getKey()) + " IN (" + values + ")");
        }
        return conditions;
    }

    private String windowStart() {
        return switch (sums.size()) {
            case MINUTE -> "minute_start_ms";
            case HOUR -> "DATETRUNC('HOUR', minute_start_ms)";
            case DAY -> "DATETRUNC('DAY', minute_start_ms)";
            case TOTAL -> throw new IllegalStateException("one window has no column");
        };
    }

    private static String dimension(String name) {
        return "JSONEXTRACTSCALAR(dimensions, " + quote("$['" + name + "']") + ", 'STRING', '')";
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
