package io.matrixplatform.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.bench.Latencies;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final byte[] REQUEST = Requests.post("/", "localhost", "key", "text/plain", new byte[500]);

    private int port;

    @BeforeEach
    void serve() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        byte[] answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\nOK".getBytes(StandardCharsets.US_ASCII);
        FixedServer server = new FixedServer(port, answer);
        Thread serving = new Thread(
                () -> {
                    try {
                        server.serve();
                    } catch (IOException failure) {
                        throw new AssertionError(failure);
                    }
                },
                "server");
        serving.setDaemon(true);
        serving.start();
    }

    @Test
    void countsWhatGoesThrough() throws IOException {
        try (HttpLoad load = new HttpLoad(port, 4, List.of(REQUEST), 202)) {
            assertThat(load.flood(SECOND)).isGreaterThan(100);
            assertThat(load.flood(SECOND)).isGreaterThan(100);
        }
    }

    @Test
    void timesEveryRequestOfASteadyRate() throws IOException, InterruptedException {
        try (HttpLoad load = new HttpLoad(port, 4, List.of(REQUEST), 202)) {
            Latencies latencies = load.steadily(200, SECOND);

            assertThat(latencies.size()).isEqualTo(200);
            assertThat(latencies.percentile(0)).isPositive();
        }
    }

    @Test
    void takesNoOtherAnswer() throws IOException {
        try (HttpLoad load = new HttpLoad(port, 1, List.of(REQUEST), 200)) {
            assertThatThrownBy(() -> load.flood(SECOND))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("202 Accepted");
        }
    }
}
