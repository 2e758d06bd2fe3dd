package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.CallEndsTest.assertFact;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.events.metering.ApiCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way out of a call in Anthropic's dialect, and the one fact it leaves behind. */
class MessageEndsTest {
    private static final String ANSWER = "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{"
            + "\"input_tokens\":20,\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":7,\"output_tokens\":4,"
            + "\"output_tokens_details\":{\"thinking_tokens\":2}}}";

    @RegisterExtension
    final Gateway gateway = new Gateway();

    @BeforeEach
    void define() {
        gateway.messagesRoute();
    }

    @Test
    void aPlainAnswer() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        HttpResponse<String> answer = gateway.messages(",\"top_k\":5", "anthropic-beta", "one,two");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ANSWER);
        ScriptedUpstream.Received asked = gateway.upstream.received().get(0);
        assertThat(asked.path()).isEqualTo("/v1/messages");
        assertThat(asked.headers())
                .containsEntry("x-api-key", "sk-one")
                .containsEntry("anthropic-version", Gateway.VERSION)
                .containsEntry("anthropic-beta", "one,two")
                .doesNotContainKey("authorization");
        assertThat(asked.body()).isEqualTo("{\"model\":\"their-m\",\"max_tokens\":100," + HELLO + ",\"top_k\":5}");
        ApiCall fact = gateway.onlyFact();
        assertThat(answer.headers().firstValue("request-id")).hasValue(fact.getEventId());
        assertThat(fact.getModel()).isEqualTo("c");
        assertThat(fact.getRoute()).isEqualTo("/v1/messages");
        assertThat(fact.getCachedInputTokens()).isEqualTo(7);
        assertThat(fact.getReasoningOutputTokens()).isEqualTo(2);
        assertFact(fact, 200, 30, 4, false);
    }

    @Test
    void aStream() throws Exception {
        String events =
                MessageEvents.start() + MessageEvents.text("Hi") + MessageEvents.delta(9) + MessageEvents.stop();
        streams(events, true);

        HttpResponse<String> answer = gateway.messages(",\"stream\":true");

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body()).isEqualTo(events);
        assertThat(gateway.upstream.received().get(0).body()).doesNotContain("stream_options");
        ApiCall fact = gateway.onlyFact();
        assertThat(fact.getTimeToFirstTokenMs()).isNotNull();
        assertThat(fact.getCachedInputTokens()).isEqualTo(7);
        assertFact(fact, 200, 30, 9, false);
    }

    @Test
    void aStreamThatCountsAgainAtItsEnd() throws Exception {
        streams(
                MessageEvents.start() + MessageEvents.text("Hi") + MessageEvents.delta(5)
                        + "data: {\"type\":\"message_delta\",\"usage\":{\"input_tokens\":21,\"output_tokens\":9}}\n\n"
                        + MessageEvents.stop(),
                true);

        gateway.messages(",\"stream\":true");

        assertFact(gateway.onlyFact(), 200, 31, 9, false);
    }

    /** The beginning has told of the prompt; what was written of the answer is an estimate. */
    @Test
    void theCallerLeavesInTheMiddleOfAStream() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.chunk(MessageEvents.start() + MessageEvents.text("six by"));
            wire.awaitGone();
            stopped.countDown();
        });

        try (RawCaller caller = ask(",\"stream\":true")) {
            caller.awaits("six by");
        }

        ApiCall fact = gateway.onlyFact();
        assertFact(fact, 499, 30, 2, true);
        assertThat(fact.getCachedInputTokens()).isEqualTo(7);
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theCallerLeavesBeforeTheAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        gateway.upstream.answers((request, wire) -> {
            asked.countDown();
            wire.awaitGone();
        });

        RawCaller caller = ask("");
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        caller.close();

        assertFact(gateway.onlyFact(), 499, HELLO_TOKENS, 0, true);
    }

    @Test
    void theUpstreamBreaksOffInTheMiddleOfAStream() throws Exception {
        streams(MessageEvents.start() + MessageEvents.text("abc"), false);

        HttpResponse<String> answer = gateway.messages(",\"stream\":true");

        assertThat(answer.body())
                .contains("abc", "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
        assertFact(gateway.onlyFact(), 502, 30, 1, true);
    }

    @Test
    void aStreamEndsAsIfItWereWholeAndIsNot() throws Exception {
        streams(MessageEvents.start() + MessageEvents.text("abc"), true);

        assertThat(gateway.messages(",\"stream\":true").body()).contains("abc", "event: error");
        assertFact(gateway.onlyFact(), 502, 30, 1, true);
    }

    @Test
    void theUpstreamBreaksOffAfterItsUsage() throws Exception {
        streams(MessageEvents.start() + MessageEvents.text("abc") + MessageEvents.delta(8), false);

        gateway.messages(",\"stream\":true");

        assertFact(gateway.onlyFact(), 502, 30, 8, false);
    }

    @Test
    void theUpstreamFallsSilent() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.chunk(MessageEvents.start() + MessageEvents.text("abc"));
            wire.awaitGone();
        });

        assertThat(gateway.messages(",\"stream\":true").body()).contains("abc", "timeout_error");
        assertFact(gateway.onlyFact(), 504, 30, 1, true);
    }

    @Test
    void anErrorInAStreamBeforeItHasWritten() throws Exception {
        streams(MessageEvents.start() + MessageEvents.error("overloaded_error"), true);

        assertThat(gateway.messages(",\"stream\":true").body()).endsWith(MessageEvents.error("overloaded_error"));
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void anErrorInAStreamThatHasWritten() throws Exception {
        streams(MessageEvents.start() + MessageEvents.text("abc") + MessageEvents.error("api_error"), true);

        gateway.messages(",\"stream\":true");

        assertFact(gateway.onlyFact(), 502, 30, 1, true);
    }

    @Test
    void theUpstreamNeverAnswers() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.awaitGone());

        assertError(gateway.messages(""), 504, "timeout_error");
        assertFact(gateway.onlyFact(), 504, 0, 0, false);
    }

    @Test
    void theUpstreamFails() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(500, "{\"error\":{\"message\":\"secret detail\"}}"));

        HttpResponse<String> answer = gateway.messages("");

        assertError(answer, 502, "api_error");
        assertThat(answer.body()).doesNotContain("secret detail");
        assertThat(gateway.second.received()).isEmpty();
        assertFact(gateway.onlyFact(), 502, 0, 0, false);
    }

    @Test
    void nobodyTakesMore() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(529, MessageEvents.error("overloaded_error")));
        gateway.second.answers((request, wire) -> wire.json(429, "{}", "retry-after: 7"));

        HttpResponse<String> answer = gateway.messages("");

        assertError(answer, 529, "overloaded_error");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        assertFact(gateway.onlyFact(), 529, 0, 0, false);
    }

    @Test
    void theUpstreamObjectsToTheRequest() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(
                400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"too long\"}}"));

        HttpResponse<String> answer = gateway.messages("");

        assertError(answer, 400, "invalid_request_error");
        assertThat(json(answer).at("/error/message").asText()).isEqualTo("too long");
        assertFact(gateway.onlyFact(), 400, 0, 0, false);
    }

    @Test
    void anAnswerWithoutUsageIsEstimated() throws Exception {
        gateway.upstream.answers((request, wire) ->
                wire.json(200, "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Seven b\"}]}"));

        gateway.messages("");

        assertFact(gateway.onlyFact(), 200, HELLO_TOKENS, 3, true);
    }

    /** In the shape that Anthropic's clients read. */
    static void assertError(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = json(answer);
        assertThat(body.path("type").asText()).isEqualTo("error");
        assertThat(body.at("/error/type").asText()).isEqualTo(type);
        assertThat(body.at("/error/message").asText()).isNotBlank();
        assertThat(answer.headers().firstValue("request-id"))
                .hasValue(body.path("request_id").asText());
        assertThat(body).hasSize(3);
    }

    private void streams(String events, boolean isWhole) {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.chunk(events);
            if (isWhole) {
                wire.raw("0\r\n\r\n");
            }
        });
    }

    private RawCaller ask(String more) throws IOException {
        return RawCaller.sends(gateway, "/v1/messages", "{\"model\":\"c\",\"max_tokens\":100," + HELLO + more + "}");
    }
}
