package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What models say through the gateway is on the books with exactly those tokens, whoever calls and however a call ends. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class GatewayE2E {
    private static final String JSON = "application/json";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Count the clouds.\"}]";

    private Platform platform;
    private Tenant caller;
    private Http gateway;
    private Books books;
    private long calls;
    private long inputTokens;
    private long outputTokens;

    @BeforeEach
    void openShop(Platform running) {
        platform = running;
        Tenant tenant = Tenant.create(platform.operator(), "gateway");
        caller = CallingKeys.of(tenant, platform, "");
        gateway = platform.ingest(caller.secret());
        books = new Books(platform.api(tenant.secret()));
    }

    @Test
    void billsWhatModelsSay() {
        assertThat(gateway.get("/v1/models").json().path("data").findValuesAsText("id"))
                .contains("sandbox-small", "sandbox-large", "sandbox-embedding");

        count(ask("/v1/chat/completions", "sandbox-small", MESSAGES).json());
        count(ask("/v1/chat/completions", "sandbox-small", MESSAGES + ",\"sandbox\":{\"reasoning_tokens\":50}")
                .json());
        count(ask("/v1/completions", "sandbox-small", "\"prompt\":[\"a\",\"b\"],\"n\":2,\"max_tokens\":5")
                .json());
        count(ask("/v1/embeddings", "sandbox-embedding", "\"input\":[\"cloud\",\"river\"]")
                .json());
        count(lastEvent(ask(
                "/v1/chat/completions",
                "sandbox-large",
                MESSAGES + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}")));
        refused(404, "model_not_found", "no-such-model", MESSAGES);
        refused(400, "invalid_call", "sandbox-small", MESSAGES + ",\"n\":0");
        refused(502, "upstream_error", "sandbox-small", MESSAGES + ",\"sandbox\":{\"status\":500}");
        refused(503, "overloaded", "sandbox-small", MESSAGES + ",\"sandbox\":{\"status\":429}");
        assertThat(gateway.as("mtx_live_nobody").get("/v1/models").status()).isEqualTo(401);

        assertBooks();
        books.dashboardShows("tokens.output", outputTokens);
        // The call of a model that there is not, and the one that could not be read.
        books.dashboardShows("api.calls", "&filter=model:(unknown)", BigDecimal.valueOf(2));
        assertThat(Books.ofCalls(books.recount()))
                .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                        .as("%s", line)
                        .isTrue());
    }

    /** The prompt and what has come of the answer so far, as the gateway counts them itself. */
    @Test
    void billsACallThatItsCallerLeft() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.stack().ports().url(Port.INGEST) + "/v1/chat/completions"))
                .header("Authorization", "Bearer " + caller.secret())
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"sandbox-large\"," + MESSAGES
                        + ",\"stream\":true,\"sandbox\":{\"chunk_delay_ms\":200,\"delay_ms\":0}}"))
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream stream = answer.body()) {
            assertThat(stream.readNBytes(800)).hasSize(800);
        }

        books.awaitCalls(1);
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo(BigDecimal.valueOf(7));
        assertThat(books.inTime("tokens.output")).isBetween(BigDecimal.ONE, BigDecimal.valueOf(20));
    }

    @Test
    void servesOpenAisOwnClient() throws Exception {
        assumeTrue(NodeProgram.isPossible(), "node and npm are needed to run OpenAI's client");
        NodeProgram program = NodeProgram.installed("openai");

        JsonNode seen = new ObjectMapper()
                .readTree(program.run(
                        Map.of(
                                "BASE_URL",
                                platform.stack().ports().url(Port.INGEST) + "/v1",
                                "API_KEY",
                                caller.secret()),
                        "node",
                        "calls.mjs"));

        assertThat(seen.path("model").asText()).isEqualTo("sandbox-small");
        assertThat(seen.at("/chat/text").asText())
                .isNotBlank()
                .isEqualTo(seen.at("/streamAsked/text").asText())
                .isEqualTo(seen.at("/streamNotAsked/text").asText());
        assertThat(seen.at("/chat/requestId").asText()).startsWith("req_");
        assertThat(seen.at("/streamAsked/usage")).isEqualTo(seen.at("/chat/usage"));
        assertThat(seen.at("/streamAsked/withoutChoices").asInt()).isEqualTo(1);
        assertThat(seen.at("/streamNotAsked/withoutChoices").asInt()).isZero();
        assertThat(seen.at("/completion/finish").asText()).isEqualTo("length");
        assertThat(seen.at("/embeddings/lengths").toString()).isEqualTo("[32,32]");
        assertThat(seen.at("/embeddings/largestDifference").asDouble()).isLessThan(1e-6);
        assertRefusal(seen.at("/refusals/key"), "AuthenticationError", 401, "invalid_api_key");
        assertRefusal(seen.at("/refusals/model"), "NotFoundError", 404, "model_not_found");
        assertRefusal(seen.at("/refusals/member"), "BadRequestError", 400, "invalid_call");
        assertThat(seen.at("/refusals/member/param").asText()).isEqualTo("max_tokens");
        assertRefusal(seen.at("/refusals/upstream"), "InternalServerError", 502, "upstream_error");
        assertThat(seen.at("/refusals/broken/code").asText()).isEqualTo("upstream_error");

        // Good calls, refusals but for the key's, and the one that was left.
        books.awaitCalls(6 + 4 + 1);
    }

    private static void assertRefusal(JsonNode refusal, String name, int status, String code) {
        assertThat(refusal.path("name").asText()).isEqualTo(name);
        assertThat(refusal.path("status").asInt()).isEqualTo(status);
        assertThat(refusal.path("code").asText()).isEqualTo(code);
        assertThat(refusal.path("hasRequestId").asBoolean()).isTrue();
    }

    private void assertBooks() {
        books.settled();
        assertThat(books.inTime("api.calls")).isEqualByComparingTo(BigDecimal.valueOf(calls));
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo(BigDecimal.valueOf(inputTokens));
        assertThat(books.inTime("tokens.output")).isEqualByComparingTo(BigDecimal.valueOf(outputTokens));
    }

    private Answer ask(String path, String model, String more) {
        Answer answer = gateway.post(path, JSON, "{\"model\":\"" + model + "\"," + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void refused(int status, String code, String model, String more) {
        Answer answer = gateway.post("/v1/chat/completions", JSON, "{\"model\":\"" + model + "\"," + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo(code);
        calls++;
    }

    private void count(JsonNode answer) {
        assertThat(answer.at("/usage/prompt_tokens").asLong()).isPositive();
        calls++;
        inputTokens += answer.at("/usage/prompt_tokens").asLong();
        outputTokens += answer.at("/usage/completion_tokens").asLong();
    }

    /** The one that tells the usage. */
    private static JsonNode lastEvent(Answer stream) {
        String[] events = stream.body().strip().split("\n\n", -1);
        assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
        String data = events[events.length - 2].substring("data: ".length());
        return new Answer(stream.status(), stream.headers(), data).json();
    }
}
