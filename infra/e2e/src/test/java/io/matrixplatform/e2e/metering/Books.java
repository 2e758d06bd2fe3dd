package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the platform has on its books about one tenant, read with the tenant's own key. */
public final class Books {
    private static final Duration PIPELINE_LIMIT = Duration.ofMinutes(2);
    private static final Duration PINOT_LIMIT = Duration.ofSeconds(90);
    private static final Duration RECOUNT_LIMIT = Duration.ofMinutes(2);
    private static final List<String> CALL_METERS = List.of("api.calls", "tokens.input", "tokens.output");

    private final Http api;

    public Books(Http api) {
        this.api = api;
    }

    /** Waits until everything that was acknowledged before now is in the ledger, by the platform's own progress. */
    public Books settled() {
        Instant acknowledged = Instant.now();
        await("ledger through " + acknowledged)
                .atMost(PIPELINE_LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> ledgerThrough().isAfter(acknowledged));
        return this;
    }

    /** Waits until so many calls of models are in the ledger: the edge notices a moment later that a caller has left. */
    public void awaitCalls(long expected) {
        await("calls on the books")
                .atMost(PIPELINE_LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() ->
                        assertThat(settled().inTime("api.calls")).isEqualByComparingTo(BigDecimal.valueOf(expected)));
    }

    Instant ledgerThrough() {
        return Instant.parse(
                api.get("/v1/metering/progress").json().path("ledger_through").asText());
    }

    /** In the ledger: what came in time. */
    public BigDecimal inTime(String meter) {
        return total(meter, "ledger");
    }

    /** In the late lane. */
    BigDecimal late(String meter) {
        return total(meter, "late");
    }

    private BigDecimal total(String meter, String lane) {
        Answer answer = api.get("/v1/usage/ledger/totals?meter=" + meter + lastTwoDays());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (JsonNode one : answer.json().path("data")) {
            if (one.path("meter").asText().equals(meter)) {
                return new BigDecimal(one.path(lane).path("quantity").asText());
            }
        }
        return BigDecimal.ZERO;
    }

    /** Waits until the dashboard's store says {@code expected}, late usage included. */
    public void dashboardShows(String meter, long expected) {
        dashboardShows(meter, "", BigDecimal.valueOf(expected));
    }

    /** @param narrowed more parameters of the question, each with its {@code &} */
    public void dashboardShows(String meter, String narrowed, BigDecimal expected) {
        await("rollups of " + meter + narrowed)
                .atMost(PINOT_LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(dashboard(meter, narrowed)).isEqualByComparingTo(expected));
    }

    private BigDecimal dashboard(String meter, String narrowed) {
        Answer answer = api.get("/v1/usage?window=total&meter=" + meter + narrowed + lastTwoDays());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : answer.json().path("data")) {
            sum = sum.add(new BigDecimal(row.path("quantity").asText()));
        }
        return sum;
    }

    /** What was reported in the last hour and is {@code conflicts}, or in {@code quarantine}. */
    JsonNode lastHour(String what) {
        Instant now = Instant.now();
        Answer answer = api.get("/v1/usage/" + what + "?limit=1000&from=" + now.minus(Duration.ofHours(1)) + "&to="
                + now.plusSeconds(60));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }

    /** The raw log, Pinot and PostgreSQL side by side, yesterday and today. */
    public JsonNode recount() {
        return recount(api, lastTwoDays().substring(1));
    }

    /** One is made at a time, for whichever test. */
    static JsonNode recount(Http api, String range) {
        Answer answer = await("a recount")
                .atMost(RECOUNT_LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> api.get("/v1/usage/recount?" + range), other -> !isBusy(other));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** What a recount says of the meters that every tenant has over API calls. */
    public static List<JsonNode> ofCalls(JsonNode recount) {
        List<JsonNode> lines = new ArrayList<>();
        recount.path("data").forEach(line -> {
            if (CALL_METERS.contains(line.path("meter").asText())) {
                lines.add(line);
            }
        });
        assertThat(lines).hasSameSizeAs(CALL_METERS);
        return lines;
    }

    private static boolean isBusy(Answer answer) {
        return answer.status() == 503 && answer.json().path("type").asText().endsWith("/recount-busy");
    }

    private static String lastTwoDays() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        return "&from=" + today.minus(1, ChronoUnit.DAYS) + "&to=" + today.plus(1, ChronoUnit.DAYS);
    }
}
