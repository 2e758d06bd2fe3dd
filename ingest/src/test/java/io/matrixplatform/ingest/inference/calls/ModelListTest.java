package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static io.matrixplatform.ingest.inference.calls.Gateway.upstream;
import static io.matrixplatform.ingest.inference.calls.MessageEndsTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which models callers of each dialect are told of, and how. */
class ModelListTest {
    @RegisterExtension
    final Gateway gateway = new Gateway();

    /** Beside {@code m}, which speaks OpenAI's dialect. */
    @BeforeEach
    void routes() {
        gateway.messagesRoute();
        gateway.route(
                "both",
                List.of(upstream(gateway.second.url(), "openai"), upstream(gateway.upstream.url(), "anthropic")));
    }

    @Test
    void hasTheModelsThatCanBeCalledInTheDialectOfTheRequest() throws Exception {
        assertThat(json(gateway.get("/v1/models")).path("data").findValuesAsText("id"))
                .containsExactly("both", "m");
        assertThat(json(anthropic("/v1/models")).path("data").findValuesAsText("id"))
                .containsExactly("both", "c");
        assertThat(anthropic("/v1/models/both").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/v1/models/both").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/v1/models/c").statusCode()).isEqualTo(404);
    }

    @Test
    void isAsAnthropicDescribesIt() throws Exception {
        HttpResponse<String> answer = anthropic("/v1/models", "x-api-key", gateway.key, "Authorization", "Bearer no");
        JsonNode page = json(answer);
        JsonNode one = page.at("/data/1");

        assertThat(page.path("has_more")).isEqualTo(BooleanNode.FALSE);
        assertThat(page.path("first_id").asText()).isEqualTo("both");
        assertThat(page.path("last_id").asText()).isEqualTo("c");
        assertThat(one.path("type").asText()).isEqualTo("model");
        assertThat(one.path("display_name").asText()).isEqualTo("c");
        assertThat(one.path("created_at").asText()).isEqualTo("2026-11-28T12:00:00Z");
        assertThat(one.path("max_tokens").asLong()).isEqualTo(1_000);
        assertThat(one.path("max_input_tokens").isNull()).isTrue();
        assertThat(json(anthropic("/v1/models/c"))).isEqualTo(one);
        assertThat(answer.headers().firstValue("request-id")).isPresent();
        assertThat(answer.headers().firstValue("anthropic-ratelimit-requests-limit"))
                .isPresent();
        assertThat(gateway.publisher.log()).as("no call of a model").isEmpty();
    }

    @Test
    void turnsPages() throws Exception {
        JsonNode first = json(anthropic("/v1/models?limit=1"));
        JsonNode second = json(
                anthropic("/v1/models?limit=1&after_id=" + first.path("last_id").asText()));

        assertThat(first.path("has_more")).isEqualTo(BooleanNode.TRUE);
        assertThat(second.path("data").findValuesAsText("id")).containsExactly("c");
        assertThat(second.path("has_more")).isEqualTo(BooleanNode.FALSE);
        assertThat(json(anthropic("/v1/models?before_id=both")).path("first_id").isNull())
                .isTrue();
    }

    @Test
    void saysWhatIsWrongInTheWordsOfTheDialect() throws Exception {
        assertError(anthropic("/v1/models", "Authorization", "Bearer no"), 401, "authentication_error");
        assertError(anthropic("/v1/models/m"), 404, "not_found_error");
        assertError(anthropic("/v1/models?limit=0"), 400, "invalid_request_error");
        assertError(anthropic("/v1/models?after_id=m"), 400, "invalid_request_error");
        assertError(gateway.post("/v1/models", "{}", version()), 405, "invalid_request_error");
    }

    @Test
    void saysThatAQueryCannotBeRead() throws Exception {
        String answer = gateway.raw("GET /v1/models?limit=%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-api-key: "
                + gateway.key + "\r\nanthropic-version: " + Gateway.VERSION + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("invalid_request_error", "percent-encoded");
    }

    @Test
    void tellsAKeyOfItsModelsOnly() throws Exception {
        String narrow = gateway.keys
                .add(state -> state.setScopes(List.of("inference")).setModels(List.of("c")))
                .text();

        assertThat(json(anthropic("/v1/models", "x-api-key", narrow))
                        .path("data")
                        .findValuesAsText("id"))
                .containsExactly("c");
        assertError(anthropic("/v1/models/both", "x-api-key", narrow), 404, "not_found_error");
        assertError(anthropic("/v1/models?after_id=both", "x-api-key", narrow), 400, "invalid_request_error");
    }

    private HttpResponse<String> anthropic(String path, String... headers) throws Exception {
        return gateway.get(path, version(headers));
    }

    private static String[] version(String... headers) {
        return Stream.concat(Stream.of("anthropic-version", Gateway.VERSION), Stream.of(headers))
                .toArray(String[]::new);
    }
}
