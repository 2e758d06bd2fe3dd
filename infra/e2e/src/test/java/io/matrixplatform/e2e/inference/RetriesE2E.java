package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.metering.Books;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** OpenAI's own client comes back when it is told to, stays away when it is told to, and each time that it came is on the books. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class RetriesE2E {
    private static final String JSON = "application/json";
    /** A day of limits must not end in the middle of the test. */
    private static final Duration OF_A_DAY_LEFT = Duration.ofSeconds(90);

    private Platform platform;
    private Http operator;
    private Tenant tenant;

    @BeforeEach
    void openShop(Platform running) {
        platform = running;
        operator = platform.operator();
        tenant = Tenant.create(operator, "retries");
    }

    @Test
    void comesBackWhenToldToAndOnlyThen() throws Exception {
        assumeTrue(NodeProgram.isPossible(), "node and npm are needed to run OpenAI's client");
        Instant now = Instant.now();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        assumeTrue(Duration.between(now, midnight).compareTo(OF_A_DAY_LEFT) > 0, "not in the last minute of a day");

        JsonNode seen =
                new ObjectMapper().readTree(NodeProgram.installed("openai").run(environment(), "node", "retries.mjs"));

        assertWaited(seen.path("slow"));
        assertGaveUp(seen.path("daily"), 1, "RateLimitError", 429, "insufficient_quota", "insufficient_quota");
        assertThat(seen.at("/daily/requests")).as("one call each").hasSize(2);
        assertGaveUp(seen.path("narrow"), 0, "PermissionDeniedError", 403, "model_not_allowed", "permission_error");
        assertThat(seen.at("/narrow/requests")).hasSize(1);
        assertGaveUp(seen.path("tokens"), 0, "BadRequestError", 400, "request_exceeds_limit", "invalid_request_error");
        assertThat(seen.at("/tokens/requests")).hasSize(1);
        assertGaveUp(seen.path("failing"), 0, "InternalServerError", 503, "overloaded", "server_error");
        assertThat(seen.at("/failing/requests").findValuesAsText("retry")).containsExactly("0", "1", "2");
        assertEdgeSaw(Map.of(200, 3L, 400, 1L, 403, 1L, 429, 2L, 503, 3L));
    }

    private Map<String, String> environment() {
        return Map.of(
                "BASE_URL",
                platform.stack().ports().url(Port.INGEST) + "/v1",
                "SLOW_KEY",
                limited("\"kind\":\"requests_per_minute\",\"amount\":30,\"burst\":1", "\"key-rpm\";q=30;"),
                "DAILY_KEY",
                limited("\"kind\":\"requests_per_day\",\"amount\":1", "\"key-rpd\";q=1;"),
                "TOKENS_KEY",
                limited("\"kind\":\"tokens_per_minute\",\"amount\":500", "\"key-tpm\";q=500;"),
                "NARROW_KEY",
                key(",\"models\":[\"sandbox-large\"]").secret(),
                "OPEN_KEY",
                key("").secret());
    }

    private Tenant key(String more) {
        return CallingKeys.of(tenant, platform, more);
    }

    /** The secret of a key that has a limit of its own, which the edge knows. */
    private String limited(String limit, String policy) {
        Tenant key = key("");
        String route = "/v1/tenants/" + key.id() + "/api-keys/" + key.keyId() + "/limits";
        Answer changed = operator.send(
                "PUT",
                route,
                BodyPublishers.ofString("{\"limits\":[{" + limit + "}]}"),
                "Content-Type",
                JSON,
                "If-Match",
                operator.get(route).headers().firstValue("ETag").orElse(""));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        await("its limit reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> platform.ingest(key.secret())
                        .get("/v1/models")
                        .headers()
                        .firstValue("RateLimit-Policy")
                        .orElse("")
                        .contains(policy));
        return key.secret();
    }

    /** Of two at once one had to wait, waited as long as it was told, and was answered. */
    private static void assertWaited(JsonNode slow) {
        assertThat(slow.path("answers").findValuesAsText("text")).hasSize(2);
        JsonNode requests = slow.path("requests");
        assertThat(requests.findValuesAsText("status")).containsExactlyInAnyOrder("200", "200", "429");
        JsonNode refused = first(requests, "status", 429);
        JsonNode again = first(requests, "retry", 1);
        assertThat(refused.path("shouldRetry").isNull()).isTrue();
        assertThat(refused.path("retryAfterMs").asLong()).isBetween(1L, 2_200L);
        assertThat(refused.path("retryAfter").asLong()).isBetween(1L, 3L);
        // A timer of Node's may fire up to a millisecond early.
        assertThat(again.path("at").asDouble() - refused.path("answeredAt").asDouble())
                .isGreaterThanOrEqualTo(refused.path("retryAfterMs").asDouble() - 2);
    }

    private static JsonNode first(JsonNode requests, String member, int value) {
        for (JsonNode request : requests) {
            if (request.path(member).asInt() == value) {
                return request;
            }
        }
        throw new AssertionError("none has " + member + " " + value + ": " + requests);
    }

    private static void assertGaveUp(JsonNode told, int call, String name, int status, String code, String type) {
        JsonNode error = told.path("answers").path(call);
        assertThat(error.path("name").asText()).as("%s", told).isEqualTo(name);
        assertThat(error.path("status").asInt()).isEqualTo(status);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(error.path("hasRequestId").asBoolean()).isTrue();
    }

    private void assertEdgeSaw(Map<Integer, Long> expected) {
        Http api = platform.api(tenant.secret());
        long calls = expected.values().stream().mapToLong(Long::longValue).sum();
        assertThat(new Books(api).settled().inTime("api.calls").longValueExact())
                .isEqualTo(calls);
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        String range = "from=" + today.minus(1, ChronoUnit.DAYS) + "&to=" + today.plus(1, ChronoUnit.DAYS);
        await("the statuses of " + calls + " calls")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(statuses(api.get("/v1/analytics/statuses?window=day&" + range)))
                        .isEqualTo(expected));
    }

    private static Map<Integer, Long> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<Integer, Long> calls = new TreeMap<>();
        for (JsonNode total : answer.json().path("totals")) {
            calls.put(total.path("status").asInt(), total.path("calls").asLong());
        }
        return calls;
    }
}
