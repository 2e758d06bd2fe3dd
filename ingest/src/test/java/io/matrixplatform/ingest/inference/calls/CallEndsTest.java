package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.events.metering.ApiCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way out of a call, and the one fact it leaves behind. */
class CallEndsTest {
    private static final String ANSWER = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":2}}}";

    @RegisterExtension
    final Gateway gateway = new Gateway();

    @Test
    void aPlainAnswer() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        HttpResponse<String> answer = gateway.chat(",\"temperature\":0.10");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ANSWER);
        ScriptedUpstream.Received asked = gateway.upstream.received().get(0);
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.headers()).containsEntry("authorization", "Bearer sk-one");
        assertThat(asked.body()).isEqualTo("{\"model\":\"their-m\"," + HELLO + ",\"temperature\":0.10}");
        ApiCall fact = gateway.onlyFact();
        assertThat(answer.headers().firstValue("x-request-id")).hasValue(fact.getEventId());
        assertThat(fact.getModel()).isEqualTo("m");
        assertThat(fact.getRoute()).isEqualTo("/v1/chat/completions");
        assertThat(fact.getTimeToFirstTokenMs()).isNull();
        assertThat(fact.getCachedInputTokens()).isEqualTo(3);
        assertThat(fact.getReasoningOutputTokens()).isEqualTo(2);
        assertFact(fact, 200, 9, 4, false);
    }

    @Test
    void aStreamWhoseUsageTheCallerHasNotAskedFor() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("Hi");
            wire.text(" you");
            wire.usage(9, 4);
            wire.done();
        });

        HttpResponse<String> answer = gateway.chat(",\"stream\":true");

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body()).contains("Hi", " you").doesNotContain("usage").endsWith("data: [DONE]\n\n");
        assertThat(gateway.upstream.received().get(0).body()).contains("\"include_usage\":true");
        ApiCall fact = gateway.onlyFact();
        assertThat(fact.getTimeToFirstTokenMs()).isNotNull().isLessThanOrEqualTo(fact.getLatencyMs());
        assertFact(fact, 200, 9, 4, false);
    }

    @Test
    void aStreamPassesAsItComes() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("first");
            assertThat(seen.await(5, TimeUnit.SECONDS)).isTrue();
            wire.usage(1, 1);
            wire.done();
        });

        try (Socket caller = ask(",\"stream\":true")) {
            awaitText(caller, "first");
            seen.countDown();
            awaitText(caller, "[DONE]");
        }
        assertFact(gateway.onlyFact(), 200, 1, 1, false);
    }

    @Test
    void anAnswerWithoutUsageIsEstimated() throws Exception {
        gateway.upstream.answers(
                (request, wire) -> wire.json(200, "{\"choices\":[{\"message\":{\"content\":\"Seven b\"}}]}"));

        gateway.chat("");

        assertFact(gateway.onlyFact(), 200, HELLO_TOKENS, 3, true);
    }

    @Test
    void anAnswerWithAUsageThatCannotBe() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(
                200,
                "{\"choices\":[{\"message\":{\"content\":\"abc\"}}],"
                        + "\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":99999999999999}}"));

        gateway.chat("");

        assertFact(gateway.onlyFact(), 200, HELLO_TOKENS, 1, true);
    }

    @Test
    void aLargeAnswerPassesAsItComes() throws Exception {
        String words = "x".repeat(10_000_000);
        gateway.upstream.answers((request, wire) -> wire.json(
                200,
                "{\"choices\":[{\"message\":{\"content\":\"" + words
                        + "\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.body()).hasSizeGreaterThan(10_000_000);
        assertFact(gateway.onlyFact(), 200, 1, 2, false);
    }

    @Test
    void theCallerLeavesInTheMiddleOfAStream() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("six by");
            wire.awaitGone();
            stopped.countDown();
        });

        try (Socket caller = ask(",\"stream\":true")) {
            awaitText(caller, "six by");
        }

        assertFact(gateway.onlyFact(), 499, HELLO_TOKENS, 2, true);
        assertThat(stopped.await(5, TimeUnit.SECONDS))
                .as("the upstream is told")
                .isTrue();
    }

    @Test
    void theCallerLeavesBeforeTheAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            asked.countDown();
            wire.awaitGone();
        });

        try (Socket caller = ask("")) {
            assertThat(caller.isConnected()).isTrue();
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        }

        assertFact(gateway.onlyFact(), 499, HELLO_TOKENS, 0, true);
    }

    @Test
    void theUpstreamBreaksOffInTheMiddleOfAStream() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("abc");
        });

        HttpResponse<String> answer = gateway.chat(",\"stream\":true");

        assertThat(answer.body()).contains("abc", "\"error\"", "upstream_error").doesNotContain("[DONE]");
        assertFact(gateway.onlyFact(), 502, HELLO_TOKENS, 1, true);
    }

    @Test
    void theUpstreamBreaksOffAfterItsUsage() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("abc");
            wire.usage(8, 8);
        });

        gateway.chat(",\"stream\":true");

        assertFact(gateway.onlyFact(), 502, 8, 8, false);
    }

    @Test
    void theUpstreamBreaksOffAPlainAnswer() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.raw(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"choices\""));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void theUpstreamBreaksOffALargePlainAnswer() throws Exception {
        gateway.upstream.answers((request, wire) ->
                wire.raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n"
                        + "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(300_000)));

        assertThatThrownBy(() -> gateway.chat("")).isInstanceOf(IOException.class);
        assertFact(gateway.onlyFact(), 502, HELLO_TOKENS, 100_000, true);
    }

    @Test
    void theUpstreamFallsSilent() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("abc");
            wire.awaitGone();
        });

        HttpResponse<String> answer = gateway.chat(",\"stream\":true");

        assertThat(answer.body()).contains("abc", "\"error\"");
        assertFact(gateway.onlyFact(), 504, HELLO_TOKENS, 1, true);
    }

    @Test
    void theUpstreamNeverAnswers() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.awaitGone());

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("upstream_error");
        assertThat(gateway.second.received()).as("it may be at it still").isEmpty();
        assertFact(gateway.onlyFact(), 504, 0, 0, false);
    }

    @Test
    void aStreamNeverEnds() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            while (true) {
                wire.text("abc");
                Thread.sleep(50);
            }
        });

        HttpResponse<String> answer = gateway.chat(",\"stream\":true");

        assertThat(answer.body()).contains("\"error\"", "longer than PT3S");
        ApiCall fact = gateway.onlyFact();
        assertThat(fact.getStatus()).isEqualTo(504);
        assertThat(fact.getOutputTokens()).isGreaterThan(10);
    }

    @Test
    void theUpstreamFails() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(500, "{\"error\":{\"message\":\"secret detail\"}}"));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("secret detail");
        assertThat(gateway.second.received()).isEmpty();
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void aGoodStatusWithAnErrorInIt() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, "{\"error\":{\"message\":\"x\"}}"));

        assertThat(gateway.chat("").statusCode()).isEqualTo(502);
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void anErrorInAStream() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.chunk("data: {\"error\":{\"message\":\"overloaded\",\"code\":\"busy\"}}\n\n");
            wire.done();
        });

        assertThat(gateway.chat(",\"stream\":true").body()).contains("overloaded");
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void anAnswerThatIsNoJson() throws Exception {
        gateway.upstream.answers((request, wire) ->
                wire.raw("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<ok>"));

        assertThat(gateway.chat("").statusCode()).isEqualTo(502);
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void theUpstreamObjectsToTheRequest() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(
                400,
                "{\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\",\"param\":\"messages\","
                        + "\"code\":\"context_length_exceeded\"}}"));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(json(answer).at("/error/param").asText()).isEqualTo("messages");
        assertThat(json(answer).path("type").asText()).isEqualTo("/problems/call-refused");
        assertFact(gateway.onlyFact(), 400, 0, 0, false);
    }

    @Test
    void ourCredentialIsNotTakenAndNobodyLearnsOfIt() throws Exception {
        gateway.upstream.answers(
                (request, wire) -> wire.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-one\"}}"));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("sk-one");
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void theLogIsAwayAndComesBack() throws Exception {
        gateway.publisher.loseAll();
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.publisher.log()).isEmpty();
        gateway.publisher.comeBack();
        ApiCall fact = gateway.onlyFact();
        assertThat(answer.headers().firstValue("x-request-id")).hasValue(fact.getEventId());
        assertFact(fact, 200, 9, 4, false);
    }

    @Test
    void theLogIsAwayForTooLong() throws Exception {
        gateway.publisher.loseAll();
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));
        int calls = 0;
        while (gateway.chat("").statusCode() == 200) {
            calls++;
            assertThat(calls).as("2,000 bytes hold a few facts").isLessThan(20);
        }

        assertThat(gateway.chat("").statusCode()).isEqualTo(503);
        gateway.publisher.comeBack();
        int expected = calls;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gateway.publisher.log()).hasSize(expected));
        Awaitility.await() // the file is gone a moment after the log has what was in it
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gateway.chat("").statusCode()).isEqualTo(200));
    }

    private static void assertFact(ApiCall fact, int status, long input, long output, boolean estimated) {
        assertThat(fact.getStatus()).isEqualTo(status);
        assertThat(fact.getInputTokens()).isEqualTo(input);
        assertThat(fact.getOutputTokens()).isEqualTo(output);
        assertThat(fact.getEstimated()).isEqualTo(estimated);
        assertThat(fact.getRequestId()).isNull();
    }

    private Socket ask(String more) throws IOException {
        String body = "{\"model\":\"m\"," + HELLO + more + "}";
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        caller.setSoTimeout(10_000);
        caller.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key
                                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.UTF_8));
        return caller;
    }

    private static void awaitText(Socket caller, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int one = caller.getInputStream().read();
            assertThat(one).as("the answer so far: %s", read).isNotNegative();
            read.append((char) one);
        }
    }
}
