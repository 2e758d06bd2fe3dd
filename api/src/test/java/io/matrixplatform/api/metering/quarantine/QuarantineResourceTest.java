package io.matrixplatform.api.metering.quarantine;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Conclusions;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class QuarantineResourceTest {
    private static final AtomicLong OFFSET = new AtomicLong(System.nanoTime());

    private final ApiServer api = ApiServer.running();
    private final Jdbi jdbi = TestDatabase.jdbi();
    private final QuarantineProjection projection = new QuarantineProjection(FakeRegistry.client());
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);
    private final Instant hour = Instant.ofEpochMilli(System.currentTimeMillis())
            .truncatedTo(ChronoUnit.HOURS)
            .minus(Duration.ofHours(1));
    private final String range = "?from=" + hour + "&to=" + hour.plus(Duration.ofHours(1));

    @Test
    void listsWhatIsHeldNewestFirstWithTheReason() {
        hear("a", hour);
        hear("b", hour.plusSeconds(60));
        hear("c", hour.plusSeconds(120));

        Answer first = api.get("/v1/usage/quarantine" + range + "&limit=2", key);
        Answer second = api.get("/v1/usage/quarantine" + range + "&limit=2&cursor=" + first.field("next_cursor"), key);

        assertThat(ids(first)).containsExactly("c", "b");
        assertThat(ids(second)).containsExactly("a");
        assertThat(first.json().at("/data/0/reason").asText()).isEqualTo("output-above-limit");
        assertThat(first.json().at("/data/0/state").asText()).isEqualTo("HELD");
        assertThat(first.json().path("counts").toString())
                .isEqualTo("[{\"reason\":\"output-above-limit\",\"state\":\"HELD\",\"count\":3}]");
    }

    @Test
    void takesACallThatTheJobSaysAgainForOne() {
        long offset = hear("a", hour);
        jdbi.useTransaction(transaction ->
                projection.apply(transaction, List.of(Conclusions.quarantined(tenant, "a", hour, offset))));

        assertThat(ids(api.get("/v1/usage/quarantine" + range, key))).containsExactly("a");
    }

    @Test
    void isDecidedOnceByTheOperatorAndMeteringHearsOfIt() {
        String path = "/v1/metering/quarantine/1-" + hear("a", hour) + "/decision";

        assertThat(api.post(path, key, "{\"verdict\":\"release\"}").problem()).isEqualTo("operator-only");
        Answer released = api.post(path, OPERATOR, "{\"verdict\":\"release\",\"note\":\"as agreed\"}", "k-" + path);
        Answer again = api.post(path, OPERATOR, "{\"verdict\":\"release\",\"note\":\"as agreed\"}", "k-" + path);
        Answer other = api.post(path, OPERATOR, "{\"verdict\":\"reject\"}");

        assertThat(released.status()).isEqualTo(201);
        assertThat(released.field("state")).isEqualTo("RELEASED");
        assertThat(again.json()).isEqualTo(released.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("quarantine-decided");
        Answer audit = api.get("/v1/tenants/" + tenant + "/audit?action=quarantined-call.released", OPERATOR);
        assertThat(audit.json().path("data")).hasSize(1);
        assertThat(ids(api.get("/v1/usage/quarantine" + range + "&state=released", key)))
                .containsExactly("a");
        assertThat(ids(api.get("/v1/usage/quarantine" + range + "&state=held", key)))
                .isEmpty();
    }

    @Test
    void decidesNothingThatMeteringHasForgotten() {
        long old = hear("old", hour.minus(Duration.ofDays(45)));

        Answer late = api.post("/v1/metering/quarantine/1-" + old + "/decision", OPERATOR, "{\"verdict\":\"release\"}");
        Answer none = api.post("/v1/metering/quarantine/9-9/decision", OPERATOR, "{\"verdict\":\"reject\"}");

        assertThat(late.problem()).isEqualTo("quarantine-expired");
        assertThat(none.problem()).isEqualTo("quarantined-call-not-found");
    }

    @Test
    void exportsLinesOfJsonOrOfCsv() {
        hear("a", hour);
        hear("=b,\"c\"", hour.plusSeconds(1));

        Answer lines = api.get("/v1/usage/quarantine/export" + range, key);
        Answer csv = api.get("/v1/usage/quarantine/export" + range + "&format=csv", key);

        assertThat(lines.header("Content-Type")).hasValue("application/x-ndjson");
        assertThat(lines.text().lines()).hasSize(2).first().asString().contains("\"event_id\":\"a\"");
        assertThat(csv.text().lines().toList())
                .hasSize(3)
                .satisfies(rows -> assertThat(rows.get(0)).startsWith("id,state,tenant_id,event_id"))
                .satisfies(rows -> assertThat(rows.get(2)).contains("\"'=b,\"\"c\"\"\""));
        assertThat(api.get("/v1/usage/quarantine/export" + range + "&format=xml", key)
                        .problem())
                .isEqualTo("invalid-field");
    }

    @Test
    void showsTheOperatorTheCallsOfAllTenantsAndATenantItsOwn() {
        hear("a", hour);
        String stranger = api.key(api.tenant());

        JsonNode all = api.get("/v1/metering/quarantine" + range, OPERATOR).json();

        assertThat(all.path("data").findValuesAsText("tenant_id")).contains(tenant);
        assertThat(ids(api.get("/v1/usage/quarantine" + range, stranger))).isEmpty();
    }

    private long hear(String eventId, Instant recordedAt) {
        long offset = OFFSET.incrementAndGet();
        jdbi.useTransaction(transaction ->
                projection.apply(transaction, List.of(Conclusions.quarantined(tenant, eventId, recordedAt, offset))));
        return offset;
    }

    private static List<String> ids(Answer answer) {
        return answer.json().path("data").findValuesAsText("event_id");
    }
}
