package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.model.ids.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveResourceTest {
    private static LiveServer server;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String tenant = new TenantId(UUID.randomUUID()).toString();

    @BeforeAll
    static void start() throws Exception {
        server = new LiveServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsTheLastHourFirstAndThenWhatChanges() throws Exception {
        server.use(tenant, "api.calls", server.minute, "5");
        server.use(tenant, "tokens.input", server.minute, "0.5");

        try (EventReader events = watch("/v1/usage/stream")) {
            assertThat(events.next())
                    .startsWith("usage {\"meter\":\"api.calls\"")
                    .contains("\"quantity\":\"5\"");
            assertThat(events.next()).contains("tokens.input").contains("\"quantity\":\"0.5\"");
            assertThat(events.next()).startsWith("snapshot ");
            server.use(tenant, "api.calls", server.minute, "2");

            assertThat(events.nextUsage())
                    .contains("\"minute\":\"" + server.minute + "\"")
                    .contains("\"quantity\":\"7\"");
        }
    }

    @Test
    void tellsOnlyTheMetersAskedForAndOnlyTheOwnTenant() throws Exception {
        server.use(tenant, "api.calls", server.minute, "5");
        server.use(tenant, "tokens.output", server.minute, "9");
        server.use(new TenantId(UUID.randomUUID()).toString(), "tokens.output", server.minute, "1000");

        try (EventReader events = watch("/v1/usage/stream?meters=tokens.output,tokens.input")) {
            assertThat(events.next()).contains("tokens.output").contains("\"quantity\":\"9\"");
            assertThat(events.next()).startsWith("snapshot ");
        }
    }

    @Test
    void beatsWhenNothingChanges() throws Exception {
        try (EventReader events = watch("/v1/usage/stream")) {
            assertThat(events.next()).startsWith("snapshot ");
            assertThat(events.next()).startsWith("heartbeat ");
            assertThat(events.next()).startsWith("heartbeat ");
        }
    }

    @Test
    void endsWithinTheRecheckWhenTheCredentialIsRevoked() throws Exception {
        try (EventReader events = watch("/v1/usage/stream")) {
            server.revoke(tenant);

            List<String> all = events.toEnd();

            assertThat(all).last().isEqualTo("end {\"reason\":\"credential-ended\"}");
        }
        await().until(() -> server.viewers() == 0);
    }

    @Test
    void refusesAnUnknownMeterAnotherTenantAndAHourThatIsNotThere() throws Exception {
        assertThat(status("/v1/usage/stream?meters=nobodys")).isEqualTo(404);
        assertThat(status("/v1/usage/stream?meters=A")).isEqualTo(422);
        assertThat(status("/v1/usage/stream?tenant=" + new TenantId(UUID.randomUUID())))
                .isEqualTo(404);
        assertThat(status("/v1/usage/socket")).isEqualTo(400);
        server.ready(false);
        try {
            assertThat(status("/v1/usage/stream")).isEqualTo(503);
        } finally {
            server.ready(true);
        }
    }

    @Test
    void tellsTheSameOverAWebSocket() throws Exception {
        server.use(tenant, "api.calls", server.minute, "5");
        Messages messages = new Messages();

        WebSocket socket = connect(messages, "http://127.0.0.1:" + server.port());

        assertThat(messages.next()).startsWith("{\"event\":\"usage\",\"meter\":\"api.calls\"");
        assertThat(messages.next()).startsWith("{\"event\":\"snapshot\"");
        server.use(tenant, "api.calls", server.minute, "1.25");
        String told = messages.next();
        while (told.contains("heartbeat")) {
            told = messages.next();
        }
        assertThat(told).contains("\"quantity\":\"6.25\"");
        server.revoke(tenant);
        await().until(() -> messages.all.contains("closed 1001"));
        socket.abort();
    }

    @Test
    void refusesAWebSocketThatAPageOfAnotherSiteOpens() {
        assertThatThrownBy(() -> connect(new Messages(), "http://evil.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
    }

    /** It reads nothing while the minute is raised thousands of times, which is more than the connection holds. */
    @Test
    void losesValuesInBetweenForASlowViewerAndNeverTheLast() throws Exception {
        int values = 40_000;
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            slow.getOutputStream().write(request("/v1/usage/stream"));
            await().until(() -> server.viewers() == 1);
            for (int i = 0; i < values; i++) {
                server.use(tenant, "m" + i % 50, server.minute, "1");
                if (i % 50 == 0) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }

            EventReader events = new EventReader(slow.getInputStream());
            Map<String, String> last = new java.util.HashMap<>();
            int told = 0;
            while (last.values().stream().filter("800"::equals).count() < 50) {
                String event = events.nextUsage();
                told++;
                last.put(field(event, "meter"), field(event, "quantity"));
            }

            assertThat(told).isLessThan(values);
        }
    }

    @Test
    void tellsTwoThousandViewersWithoutAThreadForEach() throws Exception {
        int viewers = 2_000;
        int threadsBefore = Thread.activeCount();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < viewers; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(request("/v1/usage/stream"));
                sockets.add(socket);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> server.viewers() == viewers);

            server.use(tenant, "api.calls", server.minute, "42");

            AtomicInteger told = new AtomicInteger();
            for (Socket socket : sockets) {
                assertThat(new EventReader(socket.getInputStream()).nextUsage()).contains("\"quantity\":\"42\"");
                told.incrementAndGet();
            }
            assertThat(told).hasValue(viewers);
            assertThat(Thread.activeCount() - threadsBefore).isLessThan(100);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> server.viewers() == 0);
    }

    private EventReader watch(String path) throws Exception {
        HttpResponse<InputStream> answer = client.send(to(path).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        return new EventReader(answer.body());
    }

    private int status(String path) throws Exception {
        return client.send(to(path).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + tenant)
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(20));
    }

    /** HTTP/1.0, so that the answer is not cut into chunks. */
    private byte[] request(String path) {
        return ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + tenant + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private WebSocket connect(Messages messages, String origin) {
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + tenant)
                .header("Origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/v1/usage/socket"), messages)
                .join();
    }

    private static String field(String event, String name) {
        int start = event.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return event.substring(start, event.indexOf('"', start));
    }

    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            waiting.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            all.add("closed " + code);
            return null;
        }

        String next() throws InterruptedException {
            return waiting.poll(10, TimeUnit.SECONDS);
        }
    }

    /** Reads events as {@code name data}. */
    private static final class EventReader implements AutoCloseable {
        private final BufferedReader lines;

        EventReader(InputStream stream) {
            lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        String next() throws IOException {
            String name = "";
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    return "closed";
                } else if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    return name + " " + line.substring("data: ".length());
                }
            }
        }

        String nextUsage() throws IOException {
            String event = next();
            while (!event.startsWith("usage ")) {
                assertThat(event).isNotEqualTo("closed");
                event = next();
            }
            return event;
        }

        List<String> toEnd() throws IOException {
            List<String> all = new ArrayList<>();
            for (String event = next(); !event.equals("closed"); event = next()) {
                all.add(event);
            }
            return all;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
