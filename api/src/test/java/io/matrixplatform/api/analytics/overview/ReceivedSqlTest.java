package io.matrixplatform.api.analytics.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceivedSqlTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.ofEpochMilli(600_000), Instant.ofEpochMilli(1_200_000));
    private static final String TIME =
            "recorded_at_ms >= 300000 AND occurred_at_ms >= 600000 AND occurred_at_ms < 1200000";

    @Test
    void isBoundToTheTenantUnlessTheOperatorLooksAtAll() {
        assertThat(new ReceivedSql(Whose.of(TENANT), WINDOW).latencies(WindowSize.HOUR, 10))
                .isEqualTo("SELECT DATETRUNC('HOUR', occurred_at_ms), SUM(CASE WHEN status >= 400 THEN 1 ELSE 0 END),"
                        + " PERCENTILERAWTDIGEST(latency_ms, 50) FROM api_call WHERE tenant_id = '" + TENANT + "' AND "
                        + TIME + " GROUP BY DATETRUNC('HOUR', occurred_at_ms) LIMIT 10");
        assertThat(new ReceivedSql(Whose.of(TENANT), WINDOW).errors(WindowSize.HOUR, 10))
                .isEqualTo("SELECT DATETRUNC('HOUR', occurred_at_ms), SUM(CASE WHEN status >= 400 THEN 1 ELSE 0 END)"
                        + " FROM api_call WHERE tenant_id = '" + TENANT + "' AND " + TIME
                        + " GROUP BY DATETRUNC('HOUR', occurred_at_ms) LIMIT 10");
        assertThat(new ReceivedSql(Whose.ALL, WINDOW).topKeys(3)).contains("WHERE " + TIME + " GROUP BY key_id");
    }

    @Test
    void takesPercentilesOfTheCallsThatHaveTheMeasure() {
        assertThat(new ReceivedSql(Whose.of(TENANT), WINDOW).firstTokens(WindowSize.HOUR, 10))
                .contains("PERCENTILERAWTDIGEST(time_to_first_token_ms, 50)")
                .contains("time_to_first_token_ms IS NOT NULL");
    }

    @Test
    void drawsAnHourInMinutesADayInHoursAndAMonthInDays() {
        assertThat(OverviewQuery.sizeFor(Duration.ofHours(1))).isEqualTo(WindowSize.MINUTE);
        assertThat(OverviewQuery.sizeFor(Duration.ofHours(24))).isEqualTo(WindowSize.HOUR);
        assertThat(OverviewQuery.sizeFor(Duration.ofDays(7))).isEqualTo(WindowSize.HOUR);
        assertThat(OverviewQuery.sizeFor(Duration.ofDays(30))).isEqualTo(WindowSize.DAY);
    }

    @Test
    void countsHowCallsEnded() {
        ReceivedSql sql = new ReceivedSql(Whose.of(TENANT), WINDOW);

        assertThat(sql.statuses(WindowSize.HOUR, OptionalInt.empty(), 10))
                .isEqualTo(
                        "SELECT DATETRUNC('HOUR', occurred_at_ms), status, COUNT(*) FROM api_call WHERE tenant_id = '"
                                + TENANT + "' AND " + TIME
                                + " GROUP BY DATETRUNC('HOUR', occurred_at_ms), status LIMIT 10");
        assertThat(sql.statusesBy("key_id", OptionalInt.of(429), 3))
                .contains(" AND status = 429 GROUP BY key_id, status ORDER BY COUNT(*) DESC, key_id, status LIMIT 3");
    }
}
