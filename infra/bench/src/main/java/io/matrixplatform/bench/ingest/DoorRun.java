package io.matrixplatform.bench.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends batches through the door over many connections, each with one request at a time under way. */
final class DoorRun {
    /** Enough that the door always has work while each waits for the log's answer, up to 20 milliseconds. */
    private static final int CONNECTIONS = 160;

    private final int port;
    private final List<byte[]> requests;

    DoorRun(int port, List<byte[]> requests) {
        this.port = port;
        this.requests = requests;
    }

    /** @return events per second, from the first request sent to the last answer received */
    double send(int batches) throws InterruptedException, IOException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Callable<Void>> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(() -> sendFrom(next, batches));
            }
            long begin = System.nanoTime();
            for (Future<Void> connection : threads.invokeAll(connections)) {
                connection.get();
            }
            return batches * (double) Load.EVENTS_PER_BATCH / (System.nanoTime() - begin) * 1e9;
        } catch (ExecutionException failure) {
            throw new IOException("the door did not take every event", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Void sendFrom(AtomicInteger next, int batches) throws IOException {
        try (Connection connection = new Connection(port)) {
            for (int batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
                connection.send(requests.get(batch % requests.size()));
            }
            return null;
        }
    }
}
