package io.matrixplatform.api.metering.usage;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A usage query in Pinot's SQL. Columns of the answer: the window's start in milliseconds (unless there is one window), the
 * dimensions in the order of the query, the quantity, the number of facts.
 *
 * <p>Pinot has no bind variables, so texts are quoted here, in one place. Names of dimensions are of a narrow alphabet, which
 * a meter's definition made sure of.
 */
final class UsageSql {
    private final UsageQuery query;

    UsageSql(UsageQuery query) {
        this.query = query;
    }

    /** @param rows Pinot's own default would be 10 */
    String text(int rows) {
        List<String> groups = new ArrayList<>();
        if (query.size() != WindowSize.TOTAL) {
            groups.add(windowStart());
        }
        query.groupBy().forEach(name -> groups.add(dimension(name)));
        List<String> columns = new ArrayList<>(groups);
        columns.add("SUMPRECISION(quantity_decimal)");
        columns.add("SUMPRECISION(fact_count)");
        String grouping = groups.isEmpty()
                ? ""
                : " GROUP BY " + String.join(", ", groups) + " ORDER BY " + String.join(", ", groups);
        return "SELECT " + String.join(", ", columns) + " FROM usage_rollup WHERE " + String.join(" AND ", conditions())
                + grouping + " LIMIT " + rows;
    }

    private List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        conditions.add("tenant_id = " + quote(query.tenant().toString()));
        conditions.add("meter_key = " + quote(query.meter().key().value()));
        conditions.add("minute_start_ms >= " + query.window().start().toEpochMilli());
        conditions.add("minute_start_ms < " + query.window().end().toEpochMilli());
        for (Map.Entry<String, Set<String>> wanted : query.filter().entrySet()) {
            String values =
                    wanted.getValue().stream().map(UsageSql::quote).sorted().collect(joining(", "));
            conditions.add(dimension(wanted.getKey()) + " IN (" + values + ")");
        }
        return conditions;
    }

    private String windowStart() {
        return switch (query.size()) {
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
