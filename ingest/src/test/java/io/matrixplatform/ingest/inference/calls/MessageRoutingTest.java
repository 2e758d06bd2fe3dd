package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static io.matrixplatform.ingest.inference.calls.Gateway.VERSION;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static io.matrixplatform.ingest.inference.calls.Gateway.upstream;
import static io.matrixplatform.ingest.inference.calls.MessageEndsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call which model in Anthropic's dialect, who answers, and what limits tell. */
class MessageRoutingTest {
    private static final String BODY = "{\"model\":\"c\",\"max_tokens\":100," + HELLO + "}";

    @RegisterExtension
    final Gateway gateway = new Gateway();

    @BeforeEach
    void answer() {
        gateway.messagesRoute();
        gateway.upstream.answers((request, wire) -> wire.json(
                200, "{\"type\":\"message\",\"content\":[],\"usage\":{\"input_tokens\":4,\"output_tokens\":6}}"));
    }

    @Test
    void takesTheKeyFromEitherHeader() throws Exception {
        assertThat(gateway.messages("").statusCode()).isEqualTo(200);
        assertThat(gateway.messages("", "x-api-key", gateway.key, "Authorization", "Bearer no")
                        .statusCode())
                .isEqualTo(200);
        assertError(gateway.messages("", "x-api-key", "mtx_live_nonsense"), 401, "authentication_error");
        assertThat(gateway.lastFactOf(2).getStatus()).isEqualTo(200);
    }

    @Test
    void wantsTheVersion() throws Exception {
        assertError(gateway.post("/v1/messages", BODY), 400, "invalid_request_error");
        assertError(gateway.post("/v1/messages", BODY, "anthropic-version", "latest"), 400, "invalid_request_error");
        assertThat(gateway.lastFactOf(2).getStatus()).isEqualTo(400);
        assertThat(gateway.upstream.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model":"none","max_tokens":1,M}  | 404 | not_found_error
            {"model":"m","max_tokens":1,M}     | 404 | not_found_error
            {"model":"c",M}                    | 400 | invalid_request_error
            {"model":"c","max_tokens":1001,M}  | 400 | invalid_request_error
            {"model":"c","max_tokens":1}       | 400 | invalid_request_error
            {"model":"c"                       | 400 | invalid_request_error
            """)
    void saysWhatIsWrongWithARequestAndCountsIt(String body, int status, String type) throws Exception {
        assertError(gateway.post("/v1/messages", body.replace("M", HELLO), "anthropic-version", VERSION), status, type);
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(status);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        assertError(gateway.messages(",\"x\":\"" + "x".repeat(200_000) + "\""), 413, "request_too_large");
    }

    @Test
    void letsAKeyUseItsModelsOnly() throws Exception {
        String narrow = gateway.keys
                .add(state -> state.setScopes(List.of("inference")).setModels(List.of("m")))
                .text();

        assertError(gateway.messages("", "x-api-key", narrow), 403, "permission_error");
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(403);
    }

    /** Whichever comes first in the route. */
    @Test
    void asksThoseOnlyWhoSpeakTheDialect() throws Exception {
        gateway.second.answers((request, wire) -> wire.json(200, "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}"));
        gateway.route(
                "both",
                List.of(upstream(gateway.second.url(), "openai"), upstream(gateway.upstream.url(), "anthropic")));

        HttpResponse<String> messages =
                gateway.post("/v1/messages", BODY.replace("\"c\"", "\"both\""), "anthropic-version", VERSION);
        HttpResponse<String> chat = gateway.post("/v1/chat/completions", "{\"model\":\"both\"," + HELLO + "}");
        HttpResponse<String> none = gateway.post("/v1/chat/completions", "{\"model\":\"c\"," + HELLO + "}");

        assertThat(messages.statusCode()).isEqualTo(200);
        assertThat(chat.statusCode()).isEqualTo(200);
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(json(none).at("/error/code").asText()).isEqualTo("model_not_found");
        assertThat(gateway.upstream.received())
                .extracting(ScriptedUpstream.Received::path)
                .containsExactly("/v1/messages");
        assertThat(gateway.second.received())
                .extracting(ScriptedUpstream.Received::path)
                .containsExactly("/v1/chat/completions");
    }

    @Test
    void tellsWhatIsLeftUntilWhen() throws Exception {
        gateway.limit("tokens_per_minute", 1_000_000);

        HttpResponse<String> answer = gateway.messages("");

        long left = 1_000_000 - HELLO_TOKENS - 100;
        assertThat(header(answer, "anthropic-ratelimit-tokens-limit")).isEqualTo("1000000");
        assertThat(Long.parseLong(header(answer, "anthropic-ratelimit-tokens-remaining")))
                .as("reserved to the token")
                .isEqualTo(left);
        assertThat(Instant.parse(header(answer, "anthropic-ratelimit-tokens-reset")))
                .isEqualTo(Gateway.NOW.plusSeconds(1));
        assertThat(header(answer, "RateLimit-Policy")).startsWith("\"tpm\";q=1000000");
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }

    @Test
    void refusesWhatIsBeyondTheLimitsAndSaysWhenToComeBack() throws Exception {
        gateway.limit("requests_per_minute", 1);

        assertThat(gateway.messages("").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = gateway.messages("");

        assertError(refused, 429, "rate_limit_error");
        assertThat(json(refused).at("/error/message").asText()).contains("limit 1, used 1, requested 1");
        assertThat(header(refused, "anthropic-ratelimit-requests-remaining")).isEqualTo("0");
        assertThat(Long.parseLong(header(refused, "retry-after"))).isBetween(1L, 67L);
        assertThat(Long.parseLong(header(refused, "retry-after-ms"))).isBetween(1L, 66_000L);
        assertThat(gateway.lastFactOf(2).getStatus()).isEqualTo(429);
    }

    @Test
    void refusesWhatItsLimitsCouldNeverLetThrough() throws Exception {
        gateway.limit("tokens_per_minute", 100 + HELLO_TOKENS - 1);

        HttpResponse<String> refused = gateway.messages("");

        assertError(refused, 400, "invalid_request_error");
        assertThat(header(refused, "x-should-retry")).isEqualTo("false");
    }

    @Test
    void settlesWithWhatWasUsed() throws Exception {
        gateway.limit("tokens_per_minute", 1_000_000);

        gateway.messages(",\"system\":\"Be brief.\"");
        gateway.lastFactOf(1);

        String left = header(gateway.get("/v1/models"), "x-ratelimit-remaining-tokens");
        assertThat(Long.parseLong(left)).isBetween(1_000_000L - 10, 1_000_000L);
    }

    @Test
    void beginsNoCallThatCouldNotBeTold() throws Exception {
        gateway.publisher.goAway();

        HttpResponse<String> answer = gateway.messages("");

        assertError(answer, 503, "api_error");
        assertThat(header(answer, "retry-after")).isNotBlank();
    }

    @Test
    void saysWhichMethodIsMeantInItsOwnWords() throws Exception {
        HttpResponse<String> answer = gateway.get("/v1/messages");

        assertError(answer, 405, "invalid_request_error");
        assertThat(header(answer, "allow")).isEqualTo("POST");
    }

    @Test
    void isNotForPages() throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(
                        gateway.request("/v1/messages").build().uri())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", Gateway.CONSOLE)
                .header("Access-Control-Request-Method", "POST")
                .build();

        assertThat(gateway.send(preflight).statusCode()).isEqualTo(405);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
