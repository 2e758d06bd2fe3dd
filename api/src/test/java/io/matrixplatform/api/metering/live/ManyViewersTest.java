package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.model.ids.TenantId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One who is slow, and two thousand who are not. */
class ManyViewersTest {
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

    /** It reads nothing while the minute is raised thousands of times, which is more than the connection holds. */
    @Test
    void losesValuesInBetweenForASlowViewerAndNeverTheLast() throws Exception {
        int values = 40_000;
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            slow.getOutputStream().write(watcher.request("/v1/usage/stream"));
            await().until(() -> server.viewers() == 1);
            for (int i = 0; i < values; i++) {
                server.use(tenant, "m" + i % 50, server.minute, "1");
                if (i % 50 == 0) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }

            EventLines events = new EventLines(slow.getInputStream());
            Map<String, String> last = new HashMap<>();
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
                socket.getOutputStream().write(watcher.request("/v1/usage/stream"));
                sockets.add(socket);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> server.viewers() == viewers);

            server.use(tenant, "api.calls", server.minute, "42");

            AtomicInteger told = new AtomicInteger();
            for (Socket socket : sockets) {
                assertThat(new EventLines(socket.getInputStream()).nextUsage()).contains("\"quantity\":\"42\"");
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

    private static String field(String event, String name) {
        int start = event.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return event.substring(start, event.indexOf('"', start));
    }
}
