package io.matrixplatform.api.analytics.overview;

import static io.matrixplatform.api.testing.Conclusions.ledger;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.metering.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is no Pinot behind this server: what the ledger alone can tell is told, and anything else is refused. */
class OverviewResourceTest {
    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);
    private final Instant today =
            Instant.ofEpochMilli(System.currentTimeMillis()).truncatedTo(ChronoUnit.DAYS);
    private final Instant day = today.minus(Duration.ofDays(60));
    private final String range = "?from=" + day + "&to=" + day.plus(Duration.ofDays(1));

    @Test
    void tellsOfTwoMonthsAgoFromTheLedgerBesideTheDayBefore() {
        use(tenant, "api.calls", "small", day, "3");
        use(tenant, "api.calls", "large", day, "4");
        use(tenant, "tokens.input", "large", day, "1000.5");
        use(tenant, "api.calls", "large", day.minus(Duration.ofDays(1)), "11");

        JsonNode overview = api.get("/v1/analytics/overview" + range + "&window=day&compare=previous", key)
                .json();

        assertThat(overview.path("totals").toString())
                .isEqualTo("{\"calls\":\"7\",\"input_tokens\":\"1000.5\",\"output_tokens\":\"0\",\"errors\":\"0\"}");
        assertThat(overview.at("/series/0/calls").asText()).isEqualTo("7");
        assertThat(overview.at("/previous/totals/calls").asText()).isEqualTo("11");
        assertThat(overview.path("top_models").findValuesAsText("model")).containsExactly("large", "small");
        assertThat(overview.at("/sources/usage/0/source").asText()).isEqualTo("ledger");
        assertThat(overview.at("/sources/received/source").asText()).isEqualTo("api_calls");
        assertThat(overview.has("latency_ms")).isFalse();
        assertThat(overview.has("top_tenants")).isFalse();
    }

    @Test
    void putsTheTenantsWithTheMostCallsFirstForTheOperator() {
        Instant other = day.minus(Duration.ofDays(3));
        String second = api.tenant();
        use(tenant, "api.calls", "m", other, "5");
        use(second, "api.calls", "m", other, "50");

        JsonNode top = api.get(
                        "/v1/analytics/overview?window=day&from=" + other + "&to=" + other.plus(Duration.ofDays(1)),
                        ApiServer.OPERATOR)
                .json()
                .path("top_tenants");

        assertThat(top.findValuesAsText("tenant_id")).containsExactly(second, tenant);
        assertThat(top.at("/0/name").asText()).isEqualTo("Acme");
    }

    @Test
    void answersNothingRatherThanAPartWhenPinotIsAway() {
        Answer answer = api.get("/v1/analytics/overview?from=" + today.minus(Duration.ofDays(1)) + "&to=" + today, key);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("analytics-unavailable");
    }

    @Test
    void tellsHowCallsEndedAndOfWhichTimeThatIsKnown() {
        JsonNode report =
                api.get("/v1/analytics/statuses" + range + "&window=day", key).json();
        Answer kept = api.get(
                "/v1/analytics/statuses?status=429&from=" + today.minus(Duration.ofDays(1)) + "&to=" + today, key);

        assertThat(report.path("totals")).isEmpty();
        assertThat(report.at("/source/from").asText())
                .isEqualTo(report.at("/source/to").asText());
        assertThat(kept.problem()).isEqualTo("analytics-unavailable");
        assertThat(api.get("/v1/analytics/statuses" + range + "&status=99", key).status())
                .isEqualTo(422);
    }

    @Test
    void refusesWhatCannotBeAsked() {
        assertThat(api.get("/v1/analytics/overview" + range + "&window=total", key)
                        .status())
                .isEqualTo(422);
        assertThat(api.get("/v1/analytics/overview" + range + "&compare=next", key)
                        .status())
                .isEqualTo(422);
        assertThat(api.get("/v1/analytics/overview" + range + "&tenant=" + api.tenant(), key)
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/v1/analytics/overview" + range, null).status()).isEqualTo(401);
    }

    private static void use(String tenant, String meter, String model, Instant start, String quantity) {
        Slice slice = new Slice(tenant, null, meter, "{\"model\":\"" + model + "\"}", start);
        TestDatabase.jdbi()
                .useTransaction(transaction -> new LedgerProjection(FakeRegistry.client())
                        .apply(transaction, List.of(ledger(slice, quantity, 1, 1))));
    }
}
