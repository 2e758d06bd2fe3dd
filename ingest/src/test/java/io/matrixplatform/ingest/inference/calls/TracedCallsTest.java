package io.matrixplatform.ingest.inference.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.inference.traces.CallTraces;
import io.matrixplatform.ingest.inference.traces.TracedFacts;
import io.matrixplatform.tracing.Tracing;
import io.matrixplatform.tracing.TracingConfig;
import io.matrixplatform.tracing.testing.CollectedSpan;
import io.matrixplatform.tracing.testing.SpanCollector;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedCallsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String CALL = "POST /v1/chat/completions";
    private static final String SEND = "send metering.api-calls.v1";
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";

    private final SpanCollector collector = new SpanCollector(0);
    private final Tracing tracing =
            Tracing.ofRequests(new TracingConfig(collector.endpoint(), 0, 50), "matrix-ingest", "test");
    private final TracedFacts facts = new TracedFacts();

    @RegisterExtension
    final Gateway gateway = new Gateway(new CallTraces(tracing, facts, InstantSource.fixed(Gateway.NOW)));

    @AfterEach
    void closeCollector() {
        tracing.close();
        collector.close();
    }

    @Test
    void aCallIsASpanOfItsCallersTraceWithOneForEachStep() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        HttpResponse<String> answer = chat("01");

        CollectedSpan call = await(4, CALL);
        assertThat(call.parent()).isEqualTo(CALLER);
        assertThat(call.kind()).isEqualTo("SPAN_KIND_SERVER");
        assertThat(call.attributes())
                .containsEntry("http.response.status_code", "200")
                .containsEntry("gen_ai.request.model", "m")
                .containsEntry("gen_ai.usage.input_tokens", "7")
                .containsEntry("gen_ai.usage.output_tokens", "2")
                .containsEntry(
                        "matrix.event_id",
                        answer.headers().firstValue("x-request-id").orElseThrow());
        assertThat(span("limits").parent()).isEqualTo(call.id());
        assertThat(span("chat their-m").parent()).isEqualTo(call.id());
        assertThat(span("chat their-m").attributes())
                .containsEntry("gen_ai.provider.name", "one")
                .containsEntry("http.response.status_code", "200");
        assertThat(span(SEND).parent()).isEqualTo(call.id());
        assertThat(spans()).noneMatch(CollectedSpan::isError);
        assertThat(spans().toString()).as("what was said").doesNotContain("Hello there", "Hi");
    }

    @Test
    void anUpstreamGoesOnWithTheTraceBelowItsSpan() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(503, "{}"));
        gateway.second.answers((request, wire) -> wire.json(200, ANSWER));

        chat("01", "tracestate", "theirs=1,ours=2");

        await(5, CALL);
        List<CollectedSpan> asked = spans().stream()
                .filter(span -> span.kind().equals("SPAN_KIND_CLIENT"))
                .toList();
        assertThat(asked).hasSize(2);
        assertHandedOn(gateway.upstream, asked.get(0));
        assertHandedOn(gateway.second, asked.get(1));
    }

    private static void assertHandedOn(ScriptedUpstream upstream, CollectedSpan asking) {
        assertThat(upstream.received())
                .singleElement()
                .satisfies(request -> assertThat(request.headers())
                        .containsEntry("traceparent", "00-" + TRACE + "-" + asking.id() + "-01")
                        .containsEntry("tracestate", "theirs=1,ours=2"));
    }

    @Test
    void messagesGoOnWithTheirTraceAndTheirVersion() throws Exception {
        gateway.messagesRoute();
        gateway.upstream.answers((request, wire) -> wire.json(
                200, "{\"type\":\"message\",\"content\":[],\"usage\":{\"input_tokens\":4,\"output_tokens\":6}}"));

        gateway.messages("", "traceparent", parent("01"));

        await(4, "POST /v1/messages");
        assertThat(gateway.upstream.received())
                .singleElement()
                .satisfies(request -> assertThat(request.headers())
                        .containsEntry(
                                "traceparent",
                                "00-" + TRACE + "-" + span("chat their-m").id() + "-01")
                        .containsEntry("anthropic-version", Gateway.VERSION));
    }

    @Test
    void tellsWhereTheFactStandsAndUnderWhichSpan() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        chat("01");

        await(4, CALL);
        assertThat(facts.take()).singleElement().satisfies(fact -> {
            assertThat(fact.getTraceparent())
                    .isEqualTo("00-" + TRACE + "-" + span(SEND).id() + "-01");
            assertThat(fact.getTopic()).isEqualTo("metering.api-calls.v1");
            assertThat(fact.getOffset()).isZero();
            assertThat(fact.getEventId()).isEqualTo(gateway.onlyFact().getEventId());
        });
        assertThat(facts.take()).isEmpty();
    }

    @Test
    void eachUpstreamThatWasAskedIsASpanAndFaultsStandInIt() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(503, "{}"));
        gateway.second.answers((request, wire) -> wire.json(200, ANSWER));

        chat("01");

        await(5, CALL);
        assertThat(spans().stream().filter(span -> span.kind().equals("SPAN_KIND_CLIENT")))
                .extracting(span -> span.isError() + " " + span.attributes().get("http.response.status_code"))
                .containsExactly("true 503", "false 200");
    }

    @Test
    void aRefusalByLimitsSaysWhich() throws Exception {
        gateway.limit("requests_per_day", 1);
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));
        chat("00");

        chat("01");

        assertThat(await(3, CALL).attributes()).containsEntry("http.response.status_code", "429");
        assertThat(span("limits").attributes())
                .containsEntry("matrix.limits.refused", "quota")
                .containsEntry("matrix.limits.limit", "rpd");
    }

    @Test
    void aFactThatTheLogDoesNotTakeIsAnErrorAndItsTraceEnds() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));
        gateway.publisher.loseAll();

        chat("01");

        await(4, CALL);
        assertThat(span(SEND).isError()).isTrue();
        assertThat(facts.take()).isEmpty();
    }

    @Test
    void aCallerWhoWantsNoTraceHasNone() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(200, ANSWER));

        chat("00");

        gateway.onlyFact();
        tracing.close();
        assertThat(collector.all()).isEmpty();
        assertThat(facts.take()).isEmpty();
        assertThat(gateway.upstream.received())
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).doesNotContainKeys("traceparent", "tracestate"));
    }

    private HttpResponse<String> chat(String flags, String... headers) throws Exception {
        return gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"m\"," + Gateway.HELLO + "}",
                Stream.concat(Stream.of("traceparent", parent(flags)), Stream.of(headers))
                        .toArray(String[]::new));
    }

    private static String parent(String flags) {
        return "00-" + TRACE + "-" + CALLER + "-" + flags;
    }

    /** Waits until so many spans have come, and answers one of them. */
    private CollectedSpan await(int spans, String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(spans()).hasSize(spans));
        return span(name);
    }

    private List<CollectedSpan> spans() {
        return collector.of(TRACE);
    }

    private CollectedSpan span(String name) {
        return spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
