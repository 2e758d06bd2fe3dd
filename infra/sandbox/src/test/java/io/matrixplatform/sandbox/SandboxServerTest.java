package io.matrixplatform.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
    private static final String MESSAGES = "/v1/messages";
    private static final Vertx VERTX = Vertx.vertx();
    private static final Tokens TOKENS = new Tokens();
    private static final SandboxServer SERVER = new SandboxServer("127.0.0.1", 0, TOKENS, InstantSource.system());

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        VERTX.deployVerticle(SERVER).toCompletionStage().toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void saysTheSameToTheSamePromptAndCountsItsTokens() throws Exception {
        JsonNode first = json(post("/v1/chat/completions", chat("")));
        JsonNode again = json(post("/v1/chat/completions", chat("")));

        String said = first.at("/choices/0/message/content").asText();
        assertThat(said)
                .isNotBlank()
                .isEqualTo(again.at("/choices/0/message/content").asText());
        assertThat(first.at("/usage/prompt_tokens").asInt()).isEqualTo(8);
        assertThat(first.at("/usage/completion_tokens").asInt()).isEqualTo(24).isEqualTo(TOKENS.count(said));
        assertThat(first.at("/usage/total_tokens").asInt()).isEqualTo(32);
        assertThat(first.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void stopsWhereTheRequestAllowsNoMore() throws Exception {
        JsonNode answer = json(post("/v1/chat/completions", chat(",\"max_completion_tokens\":5")));

        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void streamsTheSameTextTokenByTokenWithTheUsageLast() throws Exception {
        String whole = json(post("/v1/chat/completions", chat("")))
                .at("/choices/0/message/content")
                .asText();

        List<JsonNode> chunks = chunks(
                post("/v1/chat/completions", chat(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                        .body());

        assertThat(chunks.stream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").asText())
                        .collect(Collectors.joining()))
                .isEqualTo(whole);
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(24);
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.path("usage").isNull()).isTrue());
    }

    @Test
    void tellsNoUsageInAStreamThatDidNotAskForIt() throws Exception {
        String stream = post("/v1/chat/completions", chat(",\"stream\":true")).body();

        assertThat(stream).doesNotContain("usage").endsWith("data: [DONE]\n\n");
    }

    @Test
    void answersSeveralPromptsWithSeveralChoices() throws Exception {
        JsonNode answer = json(post(
                "/v1/completions",
                "{\"model\":\"sandbox-small\",\"prompt\":[\"One\",\"Two\"],\"n\":2,\"max_tokens\":3}"));

        assertThat(answer.path("choices")).hasSize(4);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(12);
    }

    @Test
    void packsTheVectorsThatItAlsoTellsAsNumbers() throws Exception {
        String input = "{\"model\":\"sandbox-embedding\",\"input\":[\"a\",\"b\"],\"dimensions\":16";
        JsonNode numbers = json(post("/v1/embeddings", input + "}"));
        JsonNode packed = json(post("/v1/embeddings", input + ",\"encoding_format\":\"base64\"}"));

        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(packed.at("/data/1/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 16; i++) {
            assertThat(bytes.getFloat())
                    .isEqualTo((float) numbers.at("/data/1/embedding/" + i).asDouble());
        }
        assertThat(packed.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void saysTheSameInAnthropicsDialectWholeAndStreamed() throws Exception {
        JsonNode whole =
                json(messages(",\"system\":\"Brief\",\"sandbox\":{\"cached_tokens\":4,\"cache_write_tokens\":2}"));
        List<JsonNode> events =
                chunks(messages(",\"system\":\"Brief\",\"stream\":true").body());

        String said = whole.at("/content/0/text").asText();
        assertThat(events.stream()
                        .map(event -> event.at("/delta/text").asText())
                        .collect(Collectors.joining()))
                .isEqualTo(said);
        assertThat(whole.at("/usage/input_tokens").asInt()).isEqualTo(9 - 6);
        assertThat(whole.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(4);
        assertThat(whole.at("/usage/cache_creation_input_tokens").asInt()).isEqualTo(2);
        assertThat(whole.at("/usage/output_tokens").asInt()).isEqualTo(24).isEqualTo(TOKENS.count(said));
        assertThat(whole.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(events.get(0).at("/message/usage/input_tokens").asInt()).isEqualTo(9);
        JsonNode end = events.get(events.size() - 2);
        assertThat(end.at("/usage/output_tokens").asInt()).isEqualTo(24);
        assertThat(events.get(events.size() - 1).path("type").asText()).isEqualTo("message_stop");
    }

    @Test
    void failsInAnthropicsDialect() throws Exception {
        HttpResponse<String> asked = messages(",\"sandbox\":{\"status\":529}");
        HttpResponse<String> boundless = post(MESSAGES, chat(""), "anthropic-version", "2023-06-01");

        assertThat(asked.statusCode()).isEqualTo(529);
        assertThat(json(asked).path("type").asText()).isEqualTo("error");
        assertThat(json(asked).at("/error/type").asText()).isEqualTo("overloaded_error");
        assertThat(boundless.statusCode()).isEqualTo(400);
        assertThat(post(MESSAGES, chat("")).statusCode())
                .as("without a version")
                .isEqualTo(400);
    }

    @Test
    void failsWhenItIsAskedToByHeaderOrBody() throws Exception {
        HttpResponse<String> byHeader = post("/v1/chat/completions", chat(""), "x-sandbox-status", "503");
        HttpResponse<String> byBody = post("/v1/chat/completions", chat(",\"sandbox\":{\"status\":429}"));
        HttpResponse<String> wrongly = post("/v1/chat/completions", chat(""), "x-sandbox-delay-ms", "soon");

        assertThat(byHeader.statusCode()).isEqualTo(503);
        assertThat(json(byHeader).at("/error/code").asText()).isEqualTo("asked_for");
        assertThat(byBody.statusCode()).isEqualTo(429);
        assertThat(wrongly.statusCode()).isEqualTo(400);
        assertThat(json(wrongly).at("/error/param").asText()).isEqualTo("sandbox.delay_ms");
    }

    @Test
    void saysInAPlainAnswerUnderWhichSpanItWasAsked() throws Exception {
        String asking = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        JsonNode traced = json(post("/v1/chat/completions", chat(""), "traceparent", asking));

        assertThat(traced.at("/sandbox/traceparent").asText()).isEqualTo(asking);
        assertThat(json(post("/v1/chat/completions", chat(""))).has("sandbox")).isFalse();
    }

    @Test
    void breaksAnAnswerOffWhenItIsAskedTo() {
        assertThatThrownBy(() -> post("/v1/chat/completions", chat(",\"stream\":true"), "x-sandbox-cut-after", "3"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post("/v1/chat/completions", chat(""), "x-sandbox-cut-after", "0"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takesItsTime() throws Exception {
        long start = System.nanoTime();

        post("/v1/chat/completions", chat(",\"stream\":true,\"sandbox\":{\"tokens\":4,\"chunk_delay_ms\":20}"));

        assertThat(System.nanoTime() - start).isGreaterThan(100_000_000);
    }

    @Test
    void knowsItsModelsAndNoOthers() throws Exception {
        JsonNode models = JSON.readTree(
                client.send(HttpRequest.newBuilder(uri("/v1/models")).build(), HttpResponse.BodyHandlers.ofString())
                        .body());

        assertThat(models.path("data").findValuesAsText("id"))
                .containsExactly("sandbox-small", "sandbox-large", "sandbox-embedding");
        assertThat(post("/v1/chat/completions", chat("").replace("sandbox-small", "gpt-9"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static String chat(String more) {
        return "{\"model\":\"sandbox-small\"," + HELLO + more + "}";
    }

    private HttpResponse<String> messages(String more) throws IOException, InterruptedException {
        return post(MESSAGES, chat(",\"max_tokens\":1000" + more), "anthropic-version", "2023-06-01");
    }

    private static List<JsonNode> chunks(String stream) {
        return Arrays.stream(stream.strip().split("\n\n", -1))
                .map(event -> event.substring(event.indexOf("data: ") + "data: ".length()))
                .filter(data -> !data.equals("[DONE]"))
                .map(SandboxServerTest::read)
                .toList();
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + SERVER.port() + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return read(answer.body());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(text, notJson);
        }
    }
}
