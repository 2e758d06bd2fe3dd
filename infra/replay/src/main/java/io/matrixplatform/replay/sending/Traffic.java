package io.matrixplatform.replay.sending;

import io.matrixplatform.replay.plan.PlannedCall;
import io.matrixplatform.replay.plan.Step;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends steps in their order and at their pace, in batches by key, over several connections. For one use. */
public final class Traffic {
    private static final int CONNECTIONS = 4;
    private static final Duration LONGEST_IN_BATCH = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final BatchSender sender;
    private final Function<PlannedCall, RunKey> keys;
    private final Speed speed;
    private final int batchSize;
    private final Runnable heartbeat;

    private final ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    // As many batches wait as are under way: a slow edge slows the reading, and fills no queue.
    private final Semaphore room = new Semaphore(2 * CONNECTIONS);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Map<RunKey, Batch> batches = new HashMap<>();

    private record Batch(long begunAt, List<PlannedCall> calls) {}

    /** @param heartbeat is run some times a second, on the calling thread */
    public Traffic(
            BatchSender sender, Function<PlannedCall, RunKey> keys, Speed speed, int batchSize, Runnable heartbeat) {
        this.sender = sender;
        this.keys = keys;
        this.speed = speed;
        this.batchSize = batchSize;
        this.heartbeat = heartbeat;
    }

    /**
     * Returns when every step was acknowledged or rejected.
     *
     * @throws ReplayException if that cannot be
     */
    public void send(List<Step> steps) {
        long start = System.nanoTime();
        try {
            for (Step step : steps) {
                awaitDue(start + speed.due(step.after()).toNanos());
                RunKey key = keys.apply(step.call());
                Batch batch = batches.computeIfAbsent(key, any -> new Batch(System.nanoTime(), new ArrayList<>()));
                batch.calls().add(step.call());
                if (batch.calls().size() == batchSize) {
                    batches.remove(key);
                    dispatch(key, batch);
                }
            }
            dispatchBegunBefore(System.nanoTime());
            connections.shutdown();
            while (!connections.awaitTermination(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                checkHealth();
            }
            checkHealth();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ReplayException("stopped", stopped);
        } finally {
            connections.shutdownNow();
        }
    }

    private void awaitDue(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); ; left = due - System.nanoTime()) {
            if (!speed.isMax()) {
                dispatchBegunBefore(System.nanoTime() - LONGEST_IN_BATCH.toNanos());
            }
            if (left <= 0) {
                return;
            }
            checkHealth();
            Patience.sleep(Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
        }
    }

    private void dispatchBegunBefore(long moment) throws InterruptedException {
        for (Iterator<Map.Entry<RunKey, Batch>> all = batches.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<RunKey, Batch> entry = all.next();
            if (entry.getValue().begunAt() <= moment) {
                all.remove();
                dispatch(entry.getKey(), entry.getValue());
            }
        }
    }

    private void dispatch(RunKey key, Batch batch) throws InterruptedException {
        while (!room.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            checkHealth();
        }
        checkHealth();
        connections.execute(() -> {
            try {
                sender.send(key, batch.calls());
            } catch (RuntimeException broken) {
                failure.compareAndSet(null, broken);
            } finally {
                room.release();
            }
        });
    }

    private void checkHealth() {
        heartbeat.run();
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw new ReplayException(String.valueOf(broken.getMessage()), broken);
        }
    }
}
