package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Watches live usage with one credential. */
final class Watcher {
    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;
    private final String header;
    private final String value;

    Watcher(IntSupplier port, String credential) {
        this(port, "Authorization", "Bearer " + credential);
    }

    /** @param header in which the credential, {@code value}, stands */
    Watcher(IntSupplier port, String header, String value) {
        this.port = port;
        this.header = header;
        this.value = value;
    }

    EventLines watch(String path) throws Exception {
        HttpResponse<InputStream> answer = client.send(to(path), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        return new EventLines(answer.body());
    }

    int status(String path) throws Exception {
        return client.send(to(path), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    /** HTTP/1.0, so that the answer is not cut into chunks. */
    byte[] request(String path) {
        return ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n" + header + ": " + value + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    WebSocket connect(WebSocket.Listener listener, String origin) {
        return client.newWebSocketBuilder()
                .header(header, value)
                .header("Origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + port.getAsInt() + "/v1/usage/socket"), listener)
                .join();
    }

    private HttpRequest to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                .header(header, value)
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(20))
                .build();
    }
}
