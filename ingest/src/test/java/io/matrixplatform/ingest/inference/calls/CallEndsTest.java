package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.events.metering.ApiCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way out of a call, and the one fact it leaves behind. */
class CallEndsTest {
    @RegisterExtension
    final Gateway gateway = new Gateway();

    @Test
    void theCallerLeavesInTheMiddleOfAStream() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("six by");
            wire.awaitGone();
            stopped.countDown();
        });

        try (RawCaller caller = RawCaller.asks(gateway, ",\"stream\":true")) {
            caller.awaits("six by");
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

        RawCaller caller = RawCaller.asks(gateway, "");
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        caller.close();

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
        ApiCall fact = gateway.onlyFact();
        // What it did not read any more, since its caller had not read what came before, it does not know of.
        assertThat(fact.getOutputTokens()).isBetween(128L * 1024 / 3, 100_000L);
        assertFact(fact, 502, HELLO_TOKENS, fact.getOutputTokens(), true);
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

    static void assertFact(ApiCall fact, int status, long input, long output, boolean estimated) {
        assertThat(fact.getStatus()).isEqualTo(status);
        assertThat(fact.getInputTokens()).isEqualTo(input);
        assertThat(fact.getOutputTokens()).isEqualTo(output);
        assertThat(fact.getEstimated()).isEqualTo(estimated);
        assertThat(fact.getRequestId()).isNull();
    }
}
