package io.matrixplatform.bench.recovery;

import io.matrixplatform.bench.recovery.Conclusions.Checkpoint;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.supervisor.PartStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The task process of a stack under load: killed, and watched until metering is where it was, and another one stands by again.
 */
final class Killing {
    /** So many checkpoints are completed before the first kill. Before the others there are more, until another one stands by. */
    private static final int CHECKPOINTS_BEFORE = 2;
    /** What lag is normal is watched for so long at least before each kill. */
    private static final Duration WATCHED = Duration.ofSeconds(5);
    /** And up to so much longer, the interval of checkpoints, so that kills fall anywhere between two of them. */
    private static final Duration WATCHED_MORE = Duration.ofSeconds(5);
    /** Of the looks before a kill so many percent were no farther behind than what is called normal. */
    private static final double NORMAL_PERCENT = 95;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final long SEED = 1;

    private final LocalStack stack;
    private final Conclusions conclusions;
    private final Random moments = new Random(SEED);

    Killing(LocalStack stack, Conclusions conclusions) {
        this.stack = stack;
        this.conclusions = conclusions;
    }

    /** Waits for checkpoints. */
    void settle() throws InterruptedException {
        conclusions.forget();
        await("checkpoints", () -> {
            List<Checkpoint> completed = conclusions.checkpoints();
            return completed.size() < CHECKPOINTS_BEFORE ? Optional.empty() : Optional.of(completed);
        });
    }

    /** @throws IllegalStateException if metering does not catch up */
    Recovery once() throws IOException, InterruptedException {
        conclusions.forget();
        TimeUnit.MILLISECONDS.sleep(WATCHED.toMillis() + moments.nextInt((int) WATCHED_MORE.toMillis()));
        long normal = Look.lagNanos(conclusions.looks(), NORMAL_PERCENT);
        String process = stack.taskManagerAtWork()
                .orElseThrow(() -> new IllegalStateException("metering runs on no TaskManager"));
        long killedMs = System.currentTimeMillis();
        long killed = System.nanoTime();
        stack.kill(process);
        Look caughtUp = await("caught up", () -> Look.firstWithin(conclusions.looks(), killedMs, normal));
        Checkpoint secured = await(
                "a checkpoint",
                () -> conclusions.checkpoints().stream()
                        .filter(checkpoint -> checkpoint.generation() >= killedMs)
                        .findFirst());
        Look concluding = Look.firstOf(conclusions.looks(), killedMs).orElse(caughtUp);
        TaskTimes tasks = TaskTimes.of(stack.ports().url(Port.FLINK_REST));
        PartStatus standby = await("a standby", () -> readyAgain(process, killedMs));
        return new Recovery(
                (tasks.failed() - killedMs) / MILLIS,
                (tasks.deployed() - killedMs) / MILLIS,
                (tasks.running() - killedMs) / MILLIS,
                (concluding.nanos() - killed) / NANOS,
                (caughtUp.nanos() - killed) / NANOS,
                (secured.nanos() - killed) / NANOS,
                (standby.readyMs() - killedMs) / MILLIS,
                normal / NANOS);
    }

    private Optional<PartStatus> readyAgain(String process, long killedMs) {
        try {
            return stack.statuses().stream()
                    .filter(status -> status.name().equals(process) && status.readyMs() > killedMs)
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Optional<T> found = look.get();
        while (found.isEmpty()) {
            conclusions.expectFollowed();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("metering does not get there within " + LIMIT + ": " + what);
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            found = look.get();
        }
        return found.get();
    }
}
