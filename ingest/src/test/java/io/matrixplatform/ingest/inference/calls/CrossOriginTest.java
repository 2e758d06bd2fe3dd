package io.matrixplatform.ingest.inference.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call models, and what their browsers are told. */
class CrossOriginTest {
    private static final String CHAT = "/v1/chat/completions";

    @RegisterExtension
    final Gateway gateway = new Gateway();

    @ParameterizedTest
    @ValueSource(strings = {CHAT, "/v1/embeddings", "/v1/models", "/v1/models/m"})
    void letsPagesOfAListedOriginAskBeforehand(String path) throws Exception {
        HttpResponse<String> answer = preflight(path, Gateway.CONSOLE);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(Gateway.CONSOLE);
        assertThat(header(answer, "Access-Control-Allow-Methods"))
                .isEqualTo(path.startsWith("/v1/models") ? "GET" : "POST");
        assertThat(header(answer, "Access-Control-Allow-Headers")).contains("authorization", "content-type");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isNull();
        assertThat(header(answer, "Vary")).isEqualToIgnoringCase("origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://console.example.com.evil.example", "http://console.example.com", "null"})
    void tellsPagesOfAnyOtherOriginNothing(String origin) throws Exception {
        HttpResponse<String> before = preflight(CHAT, origin);
        HttpResponse<String> call = gateway.post(CHAT, "{", "Origin", origin);

        assertThat(before.statusCode()).isEqualTo(405);
        assertThat(header(before, "Access-Control-Allow-Origin")).isNull();
        assertThat(header(call, "Access-Control-Allow-Origin")).isNull();
        assertThat(header(call, "Vary")).isEqualToIgnoringCase("origin");
    }

    @Test
    void letsThemSeeWhatIsLeftAndWhichFactItIs() throws Exception {
        gateway.upstream.answers(
                (request, wire) -> wire.json(
                        200,
                        "{\"choices\":[{\"message\":{\"content\":\"ok\"}}],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":6}}"));

        HttpResponse<String> answer =
                gateway.post(CHAT, "{\"model\":\"m\"," + Gateway.HELLO + "}", "Origin", Gateway.CONSOLE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(Gateway.CONSOLE);
        assertThat(header(answer, "Access-Control-Expose-Headers"))
                .contains("x-request-id", "x-fact-source", "x-ratelimit-remaining-requests", "ratelimit-policy");
        assertThat(header(answer, "x-fact-source")).isEqualTo(gateway.onlyFact().getSource());
        assertThat(header(answer, "x-request-id")).isEqualTo(gateway.onlyFact().getEventId());
    }

    @Test
    void letsThemSeeWhyTheyWereRefused() throws Exception {
        HttpResponse<String> refused =
                gateway.post(CHAT, "{", "Origin", Gateway.CONSOLE, "Authorization", "Bearer mtx_live_nobody");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(Gateway.CONSOLE);
        assertThat(header(refused, "x-fact-source")).isNull();
    }

    private HttpResponse<String> preflight(String path, String origin) throws Exception {
        return gateway.send(HttpRequest.newBuilder(gateway.request(path).build(), (name, value) -> false)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .build());
    }

    private static @Nullable String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
