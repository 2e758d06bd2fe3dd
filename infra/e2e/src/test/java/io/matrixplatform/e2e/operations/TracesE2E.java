package io.matrixplatform.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.metering.Books;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.tracing.testing.CollectedSpan;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A call that its caller traces is one trace, from the door to the ledger. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class TracesE2E {
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String CALL =
            "{\"model\":\"sandbox-small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    private Platform platform;
    private Http gateway;
    private Books books;

    @BeforeEach
    void openShop(Platform running) {
        platform = running;
        Tenant tenant = Tenant.create(platform.operator(), "traced");
        gateway = platform.ingest(tenant.withKey(platform.operator(), "\"scopes\":[\"inference\"]")
                .secret());
        books = new Books(platform.api(tenant.secret()));
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> gateway.get("/v1/models").status() == 200);
    }

    @Test
    void aCallIsOneTraceFromTheDoorToTheLedger() {
        Answer answer = call();

        await("the trace reaches the ledger")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(spans())
                        .extracting(CollectedSpan::name)
                        .containsExactlyInAnyOrder(
                                "POST /v1/chat/completions",
                                "limits",
                                "chat sandbox-small",
                                "send metering.api-calls.v1",
                                "meter",
                                "ledger"));
        // Not a moment later: the trace says that the ledger has it.
        assertThat(books.inTime("api.calls")).isEqualByComparingTo(BigDecimal.ONE);

        CollectedSpan call = span("POST /v1/chat/completions");
        assertThat(call.parent()).isEqualTo(CALLER);
        assertThat(span("limits").parent()).isEqualTo(call.id());
        assertThat(span("chat sandbox-small").parent()).isEqualTo(call.id());
        assertThat(span("send metering.api-calls.v1").parent()).isEqualTo(call.id());
        assertThat(span("meter").parent())
                .isEqualTo(span("send metering.api-calls.v1").id());
        assertThat(span("ledger").parent()).isEqualTo(span("meter").id());
        assertThat(spans())
                .extracting(CollectedSpan::service)
                .containsOnly("matrix-ingest", "matrix-metering", "matrix-api");
        assertThat(spans()).noneMatch(CollectedSpan::isError);

        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        assertThat(call.attributes())
                .containsEntry("http.response.status_code", "200")
                .containsEntry("gen_ai.request.model", "sandbox-small")
                .containsEntry("matrix.event_id", id)
                .containsEntry(
                        "gen_ai.usage.output_tokens",
                        answer.json().at("/usage/completion_tokens").asText());
        assertThat(span("meter").attributes())
                .containsEntry("matrix.event_id", id)
                .containsEntry(
                        "messaging.kafka.offset",
                        span("send metering.api-calls.v1").attributes().get("messaging.kafka.offset"));
    }

    @Test
    void theModelIsAskedWithinTheTrace() {
        Answer answer = call();

        await("the trace of the edge arrives")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(spans()).extracting(CollectedSpan::name).contains("chat sandbox-small"));
        assertThat(answer.json().at("/sandbox/traceparent").asText())
                .isEqualTo("00-" + trace + "-" + span("chat sandbox-small").id() + "-01");
    }

    @Test
    void aRequestToTheApiGoesOnWithTheTraceOfItsCaller() {
        platform.operator()
                .send("GET", "/v1/plans", BodyPublishers.noBody(), "traceparent", "00-" + trace + "-" + CALLER + "-01");

        await("the span arrives")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(spans()).singleElement().satisfies(span -> {
                    assertThat(span.name()).isEqualTo("GET /v1/plans");
                    assertThat(span.service()).isEqualTo("matrix-api");
                    assertThat(span.parent()).isEqualTo(CALLER);
                    assertThat(span.attributes()).containsEntry("http.response.status_code", "200");
                }));
    }

    private Answer call() {
        Answer answer = gateway.post(
                "/v1/chat/completions",
                "application/json",
                BodyPublishers.ofString(CALL),
                "traceparent",
                "00-" + trace + "-" + CALLER + "-01");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private List<CollectedSpan> spans() {
        return platform.collector().of(trace);
    }

    private CollectedSpan span(String name) {
        return spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
