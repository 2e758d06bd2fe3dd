package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.events.metering.ApiCall;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What limits a caller meets, and what he is told of them. */
class CallLimitsTest {
    @RegisterExtension
    final Gateway gateway = new Gateway();

    @BeforeEach
    void answer() {
        gateway.upstream.answers(
                (request, wire) -> wire.json(
                        200,
                        "{\"choices\":[{\"message\":{\"content\":\"ok\"}}],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":6}}"));
    }

    @Test
    void letsFiveOfFiveThroughAndTellsTheSixthWhatIsTheMatter() throws Exception {
        gateway.limit("requests_per_minute", 5);
        List<String> left = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            left.add(header(gateway.chat(""), "x-ratelimit-remaining-requests"));
        }

        HttpResponse<String> refused = gateway.chat("");

        assertThat(left).containsExactly("4", "3", "2", "1", "0");
        assertThat(refused.statusCode()).isEqualTo(429);
        JsonNode body = json(refused);
        assertThat(body.at("/error/type").asText()).isEqualTo("requests");
        assertThat(body.at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(body.at("/error/message").asText()).contains("limit 5, used 5, requested 1");
        assertThat(body.path("type").asText())
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(body.path("violated-policies").toString()).isEqualTo("[\"rpm\"]");
        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"rpm\";q=5;w=60");
        assertThat(Integer.parseInt(header(refused, "retry-after-ms"))).isBetween(1_000, 13_200);
        assertThat(header(refused, "x-should-retry")).isNull();
        assertThat(gateway.upstream.received()).hasSize(5);
        ApiCall fact = gateway.lastFactOf(6);
        assertThat(fact.getStatus()).isEqualTo(429);
        assertThat(fact.getModel()).isEqualTo("m");
        assertThat(fact.getInputTokens()).isZero();
    }

    @Test
    void countsWhatWasUsedAndNotWhatWasReserved() throws Exception {
        gateway.limit("tokens_per_minute", 1_000_000);

        gateway.chat(",\"max_tokens\":900");
        gateway.lastFactOf(1);

        String left = header(gateway.get("/v1/models"), "x-ratelimit-remaining-tokens");
        assertThat(Long.parseLong(String.valueOf(left))).isBetween(1_000_000L - 10, 1_000_000L);
        assertThat(gateway.permitsOut()).isZero();
    }

    @Test
    void refusesWhatItsLimitsCouldNeverLetThrough() throws Exception {
        gateway.limit("tokens_per_minute", 100);

        HttpResponse<String> named = gateway.chat(",\"max_tokens\":" + (101 - HELLO_TOKENS));
        HttpResponse<String> assumed = gateway.chat("");

        assertThat(named.statusCode()).isEqualTo(400);
        assertThat(json(named).at("/error/code").asText()).isEqualTo("request_exceeds_limit");
        assertThat(header(named, "Retry-After")).isNull();
        assertThat(header(named, "x-should-retry")).isEqualTo("false");
        assertThat(assumed.statusCode()).isEqualTo(200);
    }

    @Test
    void holdsAPermitUntilTheLastByteOfAStream() throws Exception {
        gateway.limit("concurrent_requests", 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("a");
            begun.countDown();
            assertThat(refused.await(5, TimeUnit.SECONDS)).isTrue();
            wire.usage(1, 1);
            wire.done();
        });
        CompletableFuture<HttpResponse<String>> stream = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                stream.complete(gateway.chat(",\"stream\":true"));
            } catch (Exception failure) {
                stream.completeExceptionally(failure);
            }
        });
        caller.start();
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> beside = gateway.chat("");
        refused.countDown();

        assertThat(beside.statusCode()).isEqualTo(429);
        assertThat(json(beside).at("/error/code").asText()).isEqualTo("concurrency_limit_exceeded");
        assertThat(stream.get(5, TimeUnit.SECONDS).body()).contains("[DONE]");
        gateway.lastFactOf(2);
        assertThat(gateway.permitsOut()).isZero();
        answer();
        assertThat(gateway.chat("").statusCode()).isEqualTo(200);
    }

    @Test
    void countsCallsThatAreNoGoodToo() throws Exception {
        gateway.limit("requests_per_minute", 2);

        HttpResponse<String> unknown = gateway.post("/v1/chat/completions", "{\"model\":\"x\"," + HELLO + "}");
        HttpResponse<String> garbled = gateway.post("/v1/chat/completions", "{");
        HttpResponse<String> third = gateway.post("/v1/chat/completions", "{");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(header(unknown, "x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(garbled.statusCode()).isEqualTo(400);
        assertThat(third.statusCode()).isEqualTo(429);
    }

    @Test
    void doesNotCountWhatIsForbiddenNorAListOfModels() throws Exception {
        gateway.limit("requests_per_minute", 9);
        String narrow = gateway.keys
                .add(state -> state.setScopes(List.of("inference")).setModels(List.of("other")))
                .text();

        HttpResponse<String> forbidden = gateway.post(
                "/v1/chat/completions", "{\"model\":\"m\"," + HELLO + "}", "Authorization", "Bearer " + narrow);

        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(header(forbidden, "x-ratelimit-remaining-requests")).isEqualTo("9");
        assertThat(header(gateway.get("/v1/models"), "RateLimit")).isEqualTo("\"rpm\";r=9");
    }

    @Test
    void takesAPlanThatItKnowsNothingOfForAnErrorOfOurs() throws Exception {
        HttpResponse<String> ours = chatAs("sub_0000000000000000000003", "gold");
        HttpResponse<String> theirs = chatAs(null, null);

        assertThat(ours.statusCode()).isEqualTo(503);
        assertThat(json(ours).at("/error/code").asText()).isEqualTo("quota_unavailable");
        assertThat(header(ours, "Retry-After")).isIn("1", "2");
        assertThat(theirs.statusCode()).isEqualTo(429);
        assertThat(json(theirs).at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(header(theirs, "x-should-retry")).isEqualTo("false");
    }

    private HttpResponse<String> chatAs(@Nullable String subscription, @Nullable String plan) throws Exception {
        String key = gateway.keys
                .add(state -> state.setScopes(List.of("inference"))
                        .setSubscriptionId(subscription)
                        .setPlan(plan))
                .text();
        return gateway.post(
                "/v1/chat/completions", "{\"model\":\"m\"," + HELLO + "}", "Authorization", "Bearer " + key);
    }

    private static @Nullable String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
