package io.matrixplatform.e2e.inference;

import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An edge beside the stack's, which a test may stop and start while others go on: a process at the same Kafka, with a folder
 * and a port of its own. Each life of it has a name of its own.
 */
final class SecondEdge implements AutoCloseable {
    private static final String PART = "ingest";
    /** How far from the stack's edge the next one is. */
    private static final AtomicInteger BESIDE = new AtomicInteger(7);

    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    private final Launch original;
    private final String name;
    private final Path folder;
    private final int port;
    private final Http http;
    private int life;
    private volatile boolean isOpen;
    private volatile @Nullable Process process;

    SecondEdge(Platform platform, String name, Path folder) {
        this.original = platform.stack().stack().parts().stream()
                .filter(part -> part.name().equals(PART))
                .map(Part::launch)
                .findFirst()
                .orElseThrow();
        this.name = name;
        this.folder = folder;
        // Not one that the system hands out: a caller could get it while nobody listens, and call himself.
        this.port = platform.stack().ports().of(Port.INGEST) + BESIDE.getAndIncrement();
        this.http = as("");
    }

    /** Whether it was ready and has not gone since; it may be about to go. */
    boolean isOpen() {
        return isOpen;
    }

    int port() {
        return port;
    }

    /** As somebody with a key sees it. */
    Http as(String key) {
        return new Http("http://127.0.0.1:" + port, key);
    }

    double metric(String name) {
        return EdgeMetrics.of(http, name);
    }

    /** Of the facts that the present life makes. */
    String source() {
        return "/inference/" + name + "-" + life;
    }

    /** Returns when it is ready. */
    void start() throws IOException {
        life++;
        Map<String, String> environment = new HashMap<>(original.environment());
        environment.put("MATRIX_INGEST_PORT", Integer.toString(port));
        environment.put("MATRIX_DATA_DIR", folder.resolve("data").toString());
        environment.put("MATRIX_EDGE", name + "-" + life);
        process = new Launch(original.command(), environment, folder).start(folder.resolve("log"));
        await("the second edge is ready")
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(notThereYet -> true)
                .until(() -> http.get("/health/ready").status() == 200);
        isOpen = true;
    }

    /** As a deployment does it: with SIGTERM, and time to end what is under way. */
    void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the second edge does not stop");
            }
            process = null;
            isOpen = false;
        }
    }

    /** As a crash does it. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            isOpen = false;
            running.destroyForcibly();
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the second edge does not die");
            }
            process = null;
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
