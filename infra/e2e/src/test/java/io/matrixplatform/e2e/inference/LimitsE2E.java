package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What plan, subscription and key limit a caller to, from the control plane to the headers that he sees. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class LimitsE2E {
    private static final String JSON = "application/json";
    private static final String HELLO =
            "{\"model\":\"sandbox-small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private Http operator;
    private Tenant caller;
    private Http gateway;

    @BeforeEach
    void openShop(Platform platform) {
        operator = platform.operator();
        caller = Tenant.create(operator, "limits").withKey(operator, "\"scopes\":[\"inference\"]");
        gateway = platform.ingest(caller.secret());
    }

    @Test
    void letsAKeyMakeItsFiveCallsAMinuteAndTellsTheSixthWhenToComeBack() {
        set("/v1/tenants/" + caller.id() + "/api-keys/" + caller.keyId() + "/limits", "requests_per_minute", 5);
        awaitLimit("5");

        List<String> left = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Answer answer = gateway.post("/v1/chat/completions", JSON, HELLO);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            left.add(header(answer, "x-ratelimit-remaining-requests"));
        }
        Answer refused = gateway.post("/v1/chat/completions", JSON, HELLO);

        assertThat(left).containsExactly("4", "3", "2", "1", "0");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(refused.json().at("/error/type").asText()).isEqualTo("requests");
        assertThat(refused.json().at("/error/message").asText())
                .startsWith(
                        "Rate limit reached for requests per minute of this API key: limit 5, used 5, requested 1.");
        assertThat(refused.json().path("violated-policies").toString()).isEqualTo("[\"key-rpm\"]");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(1L, 14L);
        assertThat(Long.parseLong(header(refused, "retry-after-ms"))).isBetween(1L, 13_200L);
        assertThat(header(refused, "RateLimit-Policy"))
                .contains("\"key-rpm\";q=5;w=60", "\"tpm\";q=", "\"concurrency\";q=");
        assertThat(refused.headers().firstValue("x-should-retry")).isEmpty();
    }

    @Test
    void tellsWhoeverHasUsedUpADayNotToTryAgain() {
        String subscription = operator.get("/v1/tenants/" + caller.id() + "/subscriptions")
                .json()
                .at("/data/0/id")
                .asText();
        set("/v1/tenants/" + caller.id() + "/subscriptions/" + subscription + "/limits", "requests_per_day", 1);
        await("the limit reaches the edge")
                .atMost(Duration.ofSeconds(10))
                .until(() -> header(models(), "RateLimit-Policy").contains("\"rpd\";q=1;"));

        assertThat(gateway.post("/v1/chat/completions", JSON, HELLO).status()).isEqualTo(200);
        Answer refused = gateway.post("/v1/chat/completions", JSON, HELLO);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(Long.parseLong(header(refused, "Retry-After"))).isLessThanOrEqualTo(86_460);
        assertThat(header(refused, "RateLimit")).contains("\"rpd\";r=0;t=");
        if (Long.parseLong(header(refused, "Retry-After")) > 61) { // not in the last minute of a day
            assertThat(header(refused, "x-should-retry")).isEqualTo("false");
        }
    }

    @Test
    void takesAnotherLimitOfAPlanFromTheNextCallOn() {
        String route = "/v1/plans/free/limits";
        Answer before = operator.get(route);
        long amount = before.json().at("/limits/0/amount").asLong();
        awaitLimit(Long.toString(amount));
        try {
            put(
                    route,
                    before,
                    before.body()
                            .replaceFirst(
                                    "\"amount\":" + amount + ",\"burst\":" + amount,
                                    "\"amount\":" + (amount + 1) + ",\"burst\":" + (amount + 1)));

            awaitLimit(Long.toString(amount + 1));
        } finally {
            put(route, operator.get(route), before.body());
        }
        awaitLimit(Long.toString(amount));
    }

    private void set(String route, String kind, long amount) {
        put(route, operator.get(route), "{\"limits\":[{\"kind\":\"" + kind + "\",\"amount\":" + amount + "}]}");
    }

    private void put(String route, Answer known, String body) {
        Answer changed = operator.send(
                "PUT", route, BodyPublishers.ofString(body), "Content-Type", JSON, "If-Match", header(known, "ETag"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private void awaitLimit(String amount) {
        await("a limit of " + amount + " reaches the edge")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> header(models(), "x-ratelimit-limit-requests").equals(amount));
    }

    private Answer models() {
        return gateway.get("/v1/models");
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
