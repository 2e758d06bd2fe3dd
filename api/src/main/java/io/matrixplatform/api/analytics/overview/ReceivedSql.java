package io.matrixplatform.api.analytics.overview;

import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.util.OptionalInt;

/** Questions about calls as received in Pinot's SQL. No text of a caller is in them: ids and moments are all that varies. */
final class ReceivedSql {
    /** A call is recorded at most so long before it is said to occur; segments are by when it was recorded. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String ERRORS = "SUM(CASE WHEN status >= 400 THEN 1 ELSE 0 END)";

    private final String condition;

    ReceivedSql(Whose whose, TimeWindow window) {
        String tenant = whose.tenant() == null ? "" : "tenant_id = '" + whose.tenant() + "' AND ";
        condition = tenant + "recorded_at_ms >= " + window.start().minus(AHEAD).toEpochMilli()
                + " AND occurred_at_ms >= " + window.start().toEpochMilli() + " AND occurred_at_ms < "
                + window.end().toEpochMilli();
    }

    /** Of each window its start, the errors in it, and the digest of every call's latency. */
    String latencies(WindowSize size, int rows) {
        return "SELECT " + start(size) + ", " + ERRORS + ", " + digest("latency_ms") + " FROM api_call WHERE "
                + condition + " GROUP BY " + start(size) + " LIMIT " + rows;
    }

    /** Of each window its start, and the errors in it. */
    String errors(WindowSize size, int rows) {
        return "SELECT " + start(size) + ", " + ERRORS + " FROM api_call WHERE " + condition + " GROUP BY "
                + start(size) + " LIMIT " + rows;
    }

    /** Of each window its start, and the digest of the calls that tell when their first token came. */
    String firstTokens(WindowSize size, int rows) {
        return "SELECT " + start(size) + ", " + digest("time_to_first_token_ms") + " FROM api_call WHERE " + condition
                + " AND time_to_first_token_ms IS NOT NULL GROUP BY " + start(size) + " LIMIT " + rows;
    }

    String topKeys(int rows) {
        return "SELECT key_id, COUNT(*), " + ERRORS + ", SUM(input_tokens), SUM(output_tokens) FROM api_call WHERE "
                + condition + " GROUP BY key_id ORDER BY COUNT(*) DESC, key_id LIMIT " + rows;
    }

    /** Of each window and status the start, the status, and how many calls ended with it. */
    String statuses(WindowSize size, OptionalInt only, int rows) {
        return "SELECT " + start(size) + ", status, COUNT(*) FROM api_call WHERE " + condition + only(only)
                + " GROUP BY " + start(size) + ", status LIMIT " + rows;
    }

    /** Of each value of a column and status the value, the status, and how many calls ended with it; the most first. */
    String statusesBy(String column, OptionalInt only, int rows) {
        return "SELECT " + column + ", status, COUNT(*) FROM api_call WHERE " + condition + only(only) + " GROUP BY "
                + column + ", status ORDER BY COUNT(*) DESC, " + column + ", status LIMIT " + rows;
    }

    private static String only(OptionalInt status) {
        return status.isPresent() ? " AND status = " + status.getAsInt() : "";
    }

    /** The digest itself, whichever percentile is named: all of them are read from it. */
    private static String digest(String column) {
        return "PERCENTILERAWTDIGEST(" + column + ", 50)";
    }

    private static String start(WindowSize size) {
        return "DATETRUNC('" + size.name() + "', occurred_at_ms)";
    }
}
