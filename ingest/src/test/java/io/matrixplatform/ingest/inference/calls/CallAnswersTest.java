package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.CallEndsTest.assertFact;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of an upstream's answer comes to the caller, and what to the fact. */
class CallAnswersTest {
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

        try (RawCaller caller = RawCaller.asks(gateway, ",\"stream\":true")) {
            caller.awaits("first");
            seen.countDown();
            caller.awaits("[DONE]");
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
}
