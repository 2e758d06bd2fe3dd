package io.matrixplatform.api.metering.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SumsSqlTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.ofEpochMilli(60_000), Instant.ofEpochMilli(180_000));
    private static final Meter METER = new Meter(
            new MeterId(new UUID(3, 4)),
            null,
            new MeterKey("tokens.input"),
            "t",
            Aggregation.COUNT,
            null,
            null,
            null,
            List.of(),
            List.of("model", "route"),
            null,
            null,
            "tokens",
            Duration.ofHours(1),
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            "",
            1);

    @Test
    void isBoundToTheTenantTheMeterAndTheTime() {
        String sql = sql(WindowSize.TOTAL, List.of(), Map.of());

        assertThat(sql)
                .isEqualTo("SELECT SUMPRECISION(quantity_decimal), SUM(fact_count) FROM usage_rollup"
                        + " WHERE tenant_id = '" + TENANT + "' AND meter_key = 'tokens.input'"
                        + " AND minute_start_ms >= 60000 AND minute_start_ms < 180000 LIMIT 10");
    }

    @Test
    void groupsByWindowAndDimensionsAndStatesItsOwnLimit() {
        String sql = sql(WindowSize.HOUR, List.of("route"), Map.of());

        assertThat(sql)
                .contains(" GROUP BY DATETRUNC('HOUR', minute_start_ms),"
                        + " JSONEXTRACTSCALAR(dimensions, '$[''route'']', 'STRING', '') ORDER BY ")
                .endsWith(" LIMIT 10");
    }

    @Test
    void groupsByTheTextsOfDimensionsWithoutReadingThem() {
        Sums sums = new UsageQuery(TENANT, METER, WINDOW, WindowSize.TOTAL, List.of("route"), Map.of()).toSums();

        assertThat(SumsSql.byTexts(sums).whole(10))
                .startsWith("SELECT dimensions, SUM(quantity_long), SUM(fact_count), MIN(quantity_long) FROM")
                .contains(" GROUP BY dimensions ")
                .doesNotContain("JSON");
    }

    @Test
    void sumsSeveralMetersOfAllTenantsForTheOperatorAlone() {
        Sums all = Sums.of(Sums.Whose.ALL, List.of(new MeterKey("a"), new MeterKey("b")), WINDOW, WindowSize.MINUTE)
                .byEachTenant();

        assertThat(SumsSql.byValues(all).exact(10))
                .isEqualTo("SELECT minute_start_ms, tenant_id, meter_key, SUMPRECISION(quantity_decimal),"
                        + " SUM(fact_count) FROM usage_rollup WHERE meter_key IN ('a', 'b')"
                        + " AND minute_start_ms >= 60000 AND minute_start_ms < 180000"
                        + " GROUP BY minute_start_ms, tenant_id, meter_key"
                        + " ORDER BY minute_start_ms, tenant_id, meter_key LIMIT 10");
    }

    @Property(tries = 200)
    void letsNoFilterValueOutOfItsQuotes(@ForAll String value) {
        String plain = sql(WindowSize.TOTAL, List.of(), Map.of("model", Set.of("")));

        String sql = sql(WindowSize.TOTAL, List.of(), Map.of("model", Set.of(value)));

        assertThat(sql).isEqualTo(plain.replace("IN ('')", "IN ('" + value.replace("'", "''") + "')"));
    }

    @Test
    void knowsOnlyTheDimensionsOfTheMeter() {
        assertThatThrownBy(() -> UsageQuery.readGroupBy(METER, "model,tenant_id"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> UsageQuery.readGroupBy(METER, "model,model")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> UsageQuery.readFilter(METER, List.of("colour:red")))
                .hasMessageContaining("[model, route]");
        assertThatThrownBy(() -> UsageQuery.readFilter(METER, List.of("model"))).hasMessageContaining("model:gpt-4o");
        assertThatThrownBy(() -> sql(WindowSize.TOTAL, List.of("'"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesSeveralValuesOfADimensionAsAlternativesAndColonsAsPartOfTheValue() {
        Map<String, Set<String>> filter = UsageQuery.readFilter(METER, List.of("model:a", "model:b:c", "route:/v1"));

        assertThat(filter).isEqualTo(Map.of("model", Set.of("a", "b:c"), "route", Set.of("/v1")));
    }

    private static String sql(WindowSize size, List<String> groupBy, Map<String, Set<String>> filter) {
        return SumsSql.byValues(new UsageQuery(TENANT, METER, WINDOW, size, groupBy, filter).toSums())
                .exact(10);
    }
}
