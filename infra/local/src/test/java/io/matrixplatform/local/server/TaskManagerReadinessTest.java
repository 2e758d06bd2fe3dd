package io.matrixplatform.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.matrixplatform.local.flink.FlinkRest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as Flink's JobManager does. */
class TaskManagerReadinessTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration NEVER = Duration.ofMinutes(1);

    private final AtomicReference<String> known = new AtomicReference<>("");
    private HttpServer jobManager;
    private TaskManagerReadiness second;

    @BeforeEach
    void start() throws IOException {
        jobManager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        jobManager.createContext("/taskmanagers", exchange -> {
            byte[] body = ("{\"taskmanagers\": [" + known.get() + "]}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        jobManager.start();
        FlinkRest flink = new FlinkRest(
                HttpClient.newHttpClient(),
                "http://127.0.0.1:" + jobManager.getAddress().getPort());
        second = new TaskManagerReadiness(flink, "second", 2);
    }

    @AfterEach
    void stop() {
        jobManager.stop(0);
    }

    @Test
    void isReadyWhenItIsKnownWithAllItsSlots() {
        known.set(taskManager("second", 1, 2, 2));

        assertThat(second.obstacle()).isEmpty();
    }

    @Test
    void takesNoOtherForIt() {
        known.set(taskManager("first", 1, 2, 2) + ", " + taskManager("second", 2, 1, 1));

        assertThat(second.obstacle()).isPresent();
    }

    @Test
    void doesNotTakeOneThatDiedForTheOneThatIsStarted() throws Exception {
        known.set(taskManager("second", 1, 2, 2));
        second.forgetRegistered();

        assertThat(second.obstacle()).isPresent();

        known.set(taskManager("second", 2, 2, 2));
        assertThat(second.obstacle()).isEmpty();
    }

    @Test
    void givesWayToAnotherForSoLongAndNoLonger() throws Exception {
        known.set(taskManager("first", 1, 2, 0));
        long begin = System.nanoTime();

        second.giveWay(SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void doesNotWaitWhereThereIsNoOther() throws Exception {
        known.set(taskManager("second", 1, 2, 2));
        second.giveWay(NEVER);
        stop();
        second.giveWay(NEVER);

        assertThat(second.obstacle()).contains("the JobManager does not answer");
    }

    private static String taskManager(String id, int port, int slots, int freeSlots) {
        return String.format(
                "{\"id\": \"%s\", \"path\": \"pekko.tcp://flink@127.0.0.1:%d/user\", \"slotsNumber\": %d, \"freeSlots\": %d}",
                id, port, slots, freeSlots);
    }
}
