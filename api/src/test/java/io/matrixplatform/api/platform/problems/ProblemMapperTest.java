package io.matrixplatform.api.platform.problems;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMapperTest {
    private final ApiServer api = ApiServer.running();

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[1,", "{\"name\":\"a\"} {}", "{\"name\":\"a\",\"name\":\"b\"}", "nonsense", "{\"name\":\"a"
            })
    void callsABodyThatIsNoJsonMalformedWithoutEchoingIt(String body) {
        Answer answer = api.post("/v1/tenants", OPERATOR, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.text()).doesNotContain("nonsense").doesNotContain("Exception");
    }

    @Test
    void answersAnUnknownRouteWithAProblemAndTheRequestsId() {
        Answer answer = api.get("/v2/anything", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("route-not-found");
        assertThat(answer.header("X-Request-Id")).hasValue(answer.field("instance"));
    }

    @Test
    void namesTheMethodsThatAPathTakes() {
        Answer answer = api.delete("/v1/tenants", OPERATOR);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow"))
                .hasValueSatisfying(allowed -> assertThat(allowed).contains("POST"));
    }

    @Test
    void refusesABodyThatIsNotJsonByItsType() {
        Answer answer = api.send(api.request("/v1/tenants", OPERATOR)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("name=a"))
                .build());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void refusesABodyAboveTheLimit() {
        Answer answer = api.post("/v1/tenants", OPERATOR, "{\"name\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/%zz HTTP/1.1", "GET /v1/tenants/a%00b HTTP/1.1", "TRACE /v1/tenants HTTP/1.1"})
    void makesAProblemOfWhatTheServerItselfRefuses(String requestLine) throws IOException {
        String answer = api.raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json")
                .contains("\"type\":\"/problems/");
    }

    @ParameterizedTest
    @CsvSource({"414, uri-too-long, /v1/tenants?x=, 20000, 0", "431, headers-too-large, /v1/tenants, 0, 20000"})
    void namesWhatOfARequestsHeadIsTooLarge(int status, String problem, String path, int more, int header) {
        Answer answer = api.send(api.request(path + "x".repeat(more), OPERATOR)
                .header("X-Large", "x".repeat(header))
                .build());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.field("status")).isEqualTo(String.valueOf(status));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 400, malformed-request", "zstd, 415, unsupported-media-type", "identity, 201, ''"})
    void refusesABodyThatIsNotInTheEncodingItSays(String encoding, int status, String problem) {
        Answer answer = api.send(api.request("/v1/tenants", OPERATOR)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\"}"))
                .build());

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void inflatesABodyNoFurtherThanABodyMayBeLong() throws IOException {
        assertThat(api.send(gzip("{\"name\":\"a\"}")).status()).isEqualTo(201);
        assertThat(api.send(gzip("{\"name\":\"" + "a".repeat(20_000_000) + "\"}"))
                        .problem())
                .isEqualTo("payload-too-large");
    }

    private HttpRequest gzip(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return api.request("/v1/tenants", OPERATOR)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
    }

    @Test
    void explainsEveryProblemType() {
        Answer all = api.get("/problems", null);

        assertThat(all.json()).hasSize(ProblemType.values().length);
        assertThat(api.get("/problems/meter-key-taken", null).field("status")).isEqualTo("409");
        assertThat(api.get("/problems/unheard-of", null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems", "/problems/rate-limited"})
    void explainsThemToABrowserAsAPage(String path) {
        Answer page = api.send(api.request(path, null)
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .build());

        assertThat(page.header("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.text())
                .contains("<code>rate-limited</code>", "Too many requests")
                .doesNotContain("<script");
        assertThat(api.get(path, null).header("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "cursor=%25%25", "cursor=YQ"})
    void namesAParameterThatIsWrong(String parameter) {
        Answer answer = api.get("/v1/tenants?" + parameter, OPERATOR);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/parameter").asText())
                .isEqualTo(parameter.split("=", -1)[0]);
    }
}
