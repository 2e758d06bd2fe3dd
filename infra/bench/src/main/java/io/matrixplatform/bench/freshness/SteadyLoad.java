package io.matrixplatform.bench.freshness;

import io.matrixplatform.bench.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** So many calls per second of several tenants, in batches, until it is closed. */
final class SteadyLoad implements AutoCloseable {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 12;

    private final double batchesPerSecond;
    private final long begin = System.nanoTime();
    private final AtomicLong nextBatch = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean isOver;

    /** @param name of the sources, different for each load */
    SteadyLoad(int port, List<ApiClient.Tenant> tenants, int perSecond, String name) {
        batchesPerSecond = perSecond / (double) BATCH;
        for (int i = 0; i < CONNECTIONS; i++) {
            ApiClient.Tenant tenant = tenants.get(i % tenants.size());
            String source = name + "-" + i;
            Thread sender = new Thread(() -> send(port, tenant.key(), source), source);
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
    }

    /** Calls that were acknowledged in each second so far. */
    double perSecond() {
        return acknowledged.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private void send(int port, String key, String source) {
        try (Door door = new Door(port, key, source)) {
            while (!isOver) {
                long batch = nextBatch.getAndIncrement();
                awaitTime(begin + (long) (batch / batchesPerSecond * 1e9));
                door.send(batch * BATCH, BATCH);
                acknowledged.addAndGet(BATCH);
            }
        } catch (IOException failed) {
            failure.compareAndSet(null, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitTime(long due) throws InterruptedException {
        long wait = due - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        for (Thread sender : senders) {
            sender.interrupt();
            sender.join();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw new UncheckedIOException("the load broke off", failed);
        }
    }
}
