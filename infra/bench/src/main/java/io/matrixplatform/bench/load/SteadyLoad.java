package io.matrixplatform.bench.load;

import io.matrixplatform.bench.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * So many calls per second of several tenants, in batches, until it is closed. What was not acknowledged is sent again, byte for
 * byte.
 */
public final class SteadyLoad implements AutoCloseable {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 12;
    private static final int TRIES = 10;
    private static final long PAUSE_MS = 500;

    private final double batchesPerSecond;
    private final long begin = System.nanoTime();
    private final AtomicLong nextBatch = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Map<String, Sums> byTenant = new HashMap<>();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean isOver;

    /** @param name of the sources, different for each load */
    public SteadyLoad(int port, List<ApiClient.Tenant> tenants, int perSecond, String name) {
        batchesPerSecond = perSecond / (double) BATCH;
        for (int i = 0; i < CONNECTIONS; i++) {
            ApiClient.Tenant tenant = tenants.get(i % tenants.size());
            String source = name + "-" + i;
            Thread sender = new Thread(() -> send(port, tenant, source), source);
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
    }

    /** Calls that were acknowledged so far. */
    public long calls() {
        return acknowledged.get();
    }

    /** Calls that were acknowledged in each second so far. */
    public double perSecond() {
        return acknowledged.get() / ((System.nanoTime() - begin) / 1e9);
    }

    /** What was acknowledged so far, by tenant. */
    public Map<String, Sums> acknowledged() {
        synchronized (byTenant) {
            return Map.copyOf(byTenant);
        }
    }

    private void send(int port, ApiClient.Tenant tenant, String source) {
        try {
            Door door = new Door(port, tenant.key(), source);
            while (!isOver) {
                long batch = nextBatch.getAndIncrement();
                awaitTime(begin + (long) (batch / batchesPerSecond * 1e9));
                byte[] body = door.batch(batch * BATCH, BATCH);
                for (int tries = 1; !isDelivered(door, body, tries); tries++) {
                    door.close();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                    door = new Door(port, tenant.key(), source);
                }
                book(tenant.id(), batch * BATCH);
            }
            door.close();
        } catch (IOException failed) {
            failure.compareAndSet(null, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws IOException if that was the last try */
    private static boolean isDelivered(Door door, byte[] body, int tries) throws IOException {
        try {
            door.deliver(body, BATCH);
            return true;
        } catch (IOException failed) {
            if (tries == TRIES) {
                throw failed;
            }
            return false;
        }
    }

    private void book(String tenant, long first) {
        Sums sums = Sums.NONE;
        for (long number = first; number < first + BATCH; number++) {
            sums = sums.plus(Door.sums(number));
        }
        acknowledged.addAndGet(BATCH);
        synchronized (byTenant) {
            byTenant.merge(tenant, sums, Sums::plus);
        }
    }

    private static void awaitTime(long due) throws InterruptedException {
        long wait = due - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    /** Returns when nothing is under way any more: what was sent was acknowledged. */
    @Override
    public void close() throws InterruptedException {
        isOver = true;
        for (Thread sender : senders) {
            sender.join();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw new UncheckedIOException("the load broke off", failed);
        }
    }
}
