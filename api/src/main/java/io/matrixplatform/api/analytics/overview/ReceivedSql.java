package io.matrixplatform.api.analytics.overview;

import io.matrixplatform.api.analytics.overview.ReceivedCalls.Measure;
import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;

/** Questions about calls as received in Pinot's SQL. No text of a caller is in them: ids and moments are all that varies. */
final class ReceivedSql {
    /** A call is recorded at most so long before it is said to occur; segments are by when it was recorded. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final String condition;

    ReceivedSql(Whose whose, TimeWindow window) {
        String tenant = whose.tenant() == null ? "" : "tenant_id = '" + whose.tenant() + "' AND ";
        condition = tenant + "recorded_at_ms >= " + window.start().minus(AHEAD).toEpochMilli()
                + " AND occurred_at_ms >= " + window.start().toEpochMilli() + " AND occurred_at_ms < "
                + window.end().toEpochMilli();
    }

    String errors(WindowSize size, int rows) {
        return "SELECT " + start(size) + ", COUNT(*) FROM api_call WHERE " + condition + " AND status >= 400 GROUP BY "
                + start(size) + " LIMIT " + rows;
    }

    String percentiles(Measure measure, WindowSize size, int rows) {
        return "SELECT " + start(size) + ", " + digests(measure) + " FROM api_call WHERE " + condition + " AND "
                + measure.column() + " IS NOT NULL GROUP BY " + start(size) + " LIMIT " + rows;
    }

    String percentiles(Measure measure) {
        return "SELECT COUNT(*), " + digests(measure) + " FROM api_call WHERE " + condition + " AND " + measure.column()
                + " IS NOT NULL LIMIT 1";
    }

    String topKeys(int rows) {
        return "SELECT key_id, COUNT(*), SUM(CASE WHEN status >= 400 THEN 1 ELSE 0 END), SUM(input_tokens),"
                + " SUM(output_tokens) FROM api_call WHERE " + condition
                + " GROUP BY key_id ORDER BY COUNT(*) DESC, key_id LIMIT " + rows;
    }

    private static String digests(Measure measure) {
        String column = measure.column();
        return "PERCENTILETDIGEST(" + column + ", 50), PERCENTILETDIGEST(" + column + ", 95), PERCENTILETDIGEST("
                + column + ", 99)";
    }

    private static String start(WindowSize size) {
        return "DATETRUNC('" + size.name() + "', occurred_at_ms)";
    }
}
