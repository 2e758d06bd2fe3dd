package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.model.ids.TenantId;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageSocketTest {
    private static LiveServer server;

    private final String tenant = new TenantId(UUID.randomUUID()).toString();
    private final Watcher watcher = new Watcher(() -> server.port(), tenant);

    @BeforeAll
    static void start() throws Exception {
        server = new LiveServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsTheSameOverAWebSocket() throws Exception {
        server.use(tenant, "api.calls", server.minute, "5");
        SocketMessages messages = new SocketMessages();

        WebSocket socket = watcher.connect(messages, "http://127.0.0.1:" + server.port());

        assertThat(messages.next()).startsWith("{\"event\":\"usage\",\"meter\":\"api.calls\"");
        assertThat(messages.next()).startsWith("{\"event\":\"snapshot\"");
        server.use(tenant, "api.calls", server.minute, "1.25");
        String told = messages.next();
        while (told.contains("heartbeat")) {
            told = messages.next();
        }
        assertThat(told).contains("\"quantity\":\"6.25\"");
        server.revoke(tenant);
        await().until(() -> messages.isClosed(1001));
        socket.abort();
    }

    @Test
    void refusesAWebSocketThatAPageOfAnotherSiteOpens() {
        assertThatThrownBy(() -> watcher.connect(new SocketMessages(), "http://evil.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
    }
}
