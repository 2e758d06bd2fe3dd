package io.matrixplatform.local.pinot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as Pinot's controller does. */
class PinotSegmentsTest {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer controller;
    private PinotSegments segments;

    @BeforeEach
    void start() throws IOException {
        controller = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        controller.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            byte[] body = answers.getOrDefault(path, "{}").getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        controller.start();
        segments = new PinotSegments(
                HttpClient.newHttpClient(),
                "http://127.0.0.1:" + controller.getAddress().getPort());
        answers.put("/tables", "{\"tables\": [\"api_call\", \"usage_rollup\"]}");
        answers.put("/tables/usage_rollup/externalview", "{\"OFFLINE\": null, \"REALTIME\": null}");
    }

    @AfterEach
    void stop() {
        controller.stop(0);
    }

    @Test
    void triesFailedSegmentsAgainAndNoOthers() throws Exception {
        answers.put(
                "/tables/api_call/externalview",
                "{\"OFFLINE\": null, \"REALTIME\": {\"a__0__0\": {\"server\": \"ONLINE\"},"
                        + " \"a__0__1\": {\"server\": \"ERROR\"}, \"a__1__1\": {\"server\": \"CONSUMING\"}}}");

        assertThat(segments.resetFailed()).isEqualTo(Map.of("api_call_REALTIME", List.of("a__0__1")));
        assertThat(asked)
                .filteredOn(one -> one.startsWith("POST"))
                .containsExactly("POST /segments/api_call_REALTIME/a__0__1/reset");
    }

    @Test
    void leavesATableAloneThatServesEverything() throws Exception {
        answers.put("/tables/api_call/externalview", "{\"REALTIME\": {\"a__0__0\": {\"server\": \"ONLINE\"}}}");

        assertThat(segments.resetFailed()).isEmpty();
        assertThat(asked).noneMatch(one -> one.startsWith("POST"));
    }

    @Test
    void tellsThatTheControllerDoesNotAnswerAsItShould() {
        answers.put("/tables/api_call/externalview", "");

        assertThatThrownBy(segments::resetFailed)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
    }
}
