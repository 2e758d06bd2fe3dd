package io.matrixplatform.api.operations.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.matrixplatform.api.testing.ApiServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartResourceTest {
    private final ApiServer api = ApiServer.running();

    @Test
    void tellsTheOperatorWhichPartsAnswerAndWhichDoNot() {
        JsonNode health = api.get("/v1/platform/health", ApiServer.OPERATOR).json();

        assertThat(health.path("state").asText()).isEqualTo("down");
        assertThat(state(health, "postgresql")).isEqualTo("up");
        assertThat(state(health, "kafka")).isEqualTo("down");
        assertThat(state(health, "pinot")).isEqualTo("down");
        assertThat(state(health, "projection metering-ledger")).isEqualTo("down");
        assertThat(state(health, "live usage")).isEqualTo("degraded");
        assertThat(health.path("parts").findValuesAsText("name")).doesNotContain("flink");
    }

    @Test
    void isForTheOperatorAlone() {
        assertThat(api.get("/v1/platform/health", api.key(api.tenant())).status())
                .isEqualTo(403);
        assertThat(api.get("/v1/platform/health", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING RUNNING,    UP",
        "RUNNING FINISHED,   UP",
        "RUNNING RESTARTING, DEGRADED",
        "RESTARTING,         DEGRADED",
        "FAILED,             DOWN",
    })
    void readsTheStateOfFlinkFromItsJobs(String jobs, Finding.State state) throws Exception {
        StringBuilder body = new StringBuilder("{\"jobs\":[");
        for (String job : jobs.split(" ", -1)) {
            body.append(body.charAt(body.length() - 1) == '[' ? "" : ",").append("{\"state\":\"" + job + "\"}");
        }
        HttpServer flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.createContext("/jobs/overview", exchange -> {
            byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        flink.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + flink.getAddress().getPort() + "/jobs/overview");

            assertThat(HttpPart.flink(HttpClient.newHttpClient(), address, Duration.ofSeconds(5))
                            .ask()
                            .state())
                    .isEqualTo(state);
        } finally {
            flink.stop(0);
        }
    }

    @Test
    void doesNotWaitForAPartThatDoesNotAnswer() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Parts parts = new Parts(
                    List.of(new Silent(), StorePart.postgresql(io.matrixplatform.api.testing.TestDatabase.jdbi())),
                    Duration.ofMillis(100),
                    threads,
                    () -> Instant.EPOCH);

            Parts.Health health = parts.ask();

            assertThat(health.parts())
                    .extracting(view -> view.finding().state())
                    .containsExactly(Finding.State.DOWN, Finding.State.UP);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String state(JsonNode health, String name) {
        for (JsonNode part : health.path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part.path("state").asText();
            }
        }
        return "not there";
    }

    private static final class Silent implements Part {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public Finding ask() throws InterruptedException {
            TimeUnit.MINUTES.sleep(1);
            return Finding.up("at last");
        }
    }
}
