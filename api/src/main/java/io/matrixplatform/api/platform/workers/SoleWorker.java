package io.matrixplatform.api.platform.workers;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works in rounds until it is stopped. Of all processes on one database one at a time works, the one that holds the advisory lock
 * of the work; whichever comes next goes on where the last one was. A database that is away is waited for.
 */
public final class SoleWorker implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(SoleWorker.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** What is to be done. */
    public interface Work {
        /** Whether there is anything to do: asked before the lock, in every process. */
        boolean isDue();

        /**
         * Does some of it, while no other process does.
         *
         * @return whether there is more to do at once
         */
        boolean round() throws InterruptedException;
    }

    private final Jdbi jdbi;
    private final AdvisoryLock lock;
    private final Duration poll;
    private final Work work;
    private final Thread thread;
    private volatile boolean isStopping;

    /** @param name of the thread, and of the work in what is logged */
    public SoleWorker(String name, AdvisoryLock lock, Duration poll, Jdbi jdbi, Work work) {
        this.jdbi = jdbi;
        this.lock = lock;
        this.poll = poll;
        this.work = work;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        isStopping = true;
        thread.interrupt();
        thread.join(STOP_WITHIN.toMillis());
    }

    private void run() {
        try {
            while (!isStopping) {
                if (!roundOrWait()) {
                    Thread.sleep(poll.toMillis());
                }
            }
        } catch (InterruptedException | InterruptException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean roundOrWait() throws InterruptedException {
        try {
            return round();
        } catch (JdbiException failure) {
            LOG.atWarn().setCause(failure).addKeyValue("work", thread.getName()).log("waiting for the database");
            return false;
        }
    }

    private boolean round() throws InterruptedException {
        if (!work.isDue()) {
            return false;
        }
        try (Handle session = jdbi.open()) {
            if (!lock.tryTake(session)) {
                return false;
            }
            try {
                return work.round();
            } finally {
                lock.giveBack(session);
            }
        }
    }
}
