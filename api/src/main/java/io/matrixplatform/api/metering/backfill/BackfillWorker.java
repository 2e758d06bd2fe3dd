package io.matrixplatform.api.metering.backfill;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.backfill.Backfill.State;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.recount.RawReading.ForgottenException;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.model.ids.BackfillId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what backfills have to have done, a piece at a time. Of all processes on one database one at a time works, the one that
 * holds the advisory lock; whichever comes next goes on where the last one was.
 */
public final class BackfillWorker implements Managed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillWorker.class);
    /** Number of the advisory lock. */
    static final long LOCK = 0x6d61747269780002L;

    private static final Duration POLL = Duration.ofMillis(500);

    private final Jdbi jdbi;
    private final WorkDao dao;
    private final Meters meters;
    private final ProgressReports progress;
    private final Steps steps;
    private final InstantSource clock;
    /** Of those whose entries are all said. */
    private final Map<BackfillId, Said> said = new ConcurrentHashMap<>();

    private final Thread thread = new Thread(this, "backfills");
    private volatile boolean stopping;

    /** What is done to a backfill, in turn. */
    record Steps(CountChunks count, ConcludeDifference conclude, PublishEntries publish) {}

    /** @param orderNumber of the application or reversal that it was */
    private record Said(long orderNumber, Map<TopicPartition, Long> ends) {}

    BackfillWorker(Jdbi jdbi, Meters meters, ProgressReports progress, Steps steps, InstantSource clock) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(WorkDao.class);
        this.meters = meters;
        this.progress = progress;
        this.steps = steps;
        this.clock = clock;
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                if (!round()) {
                    Thread.sleep(POLL.toMillis());
                }
            } catch (InterruptedException | InterruptException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (JdbiException failure) {
                LOG.atWarn().setCause(failure).log("backfills wait for the database");
                pause();
            }
        }
    }

    /**
     * Takes every backfill a step on, unless another process is at it.
     *
     * @return whether there is more to do at once
     */
    boolean round() throws InterruptedException {
        if (dao.toDo().isEmpty()) {
            return false;
        }
        try (Handle session = jdbi.open()) {
            WorkDao locking = session.attach(WorkDao.class);
            if (!locking.tryLock(LOCK)) {
                return false;
            }
            try {
                boolean isMore = false;
                for (Backfill backfill : dao.toDo()) {
                    isMore |= step(backfill);
                }
                return isMore;
            } finally {
                locking.unlock(LOCK);
            }
        }
    }

    private boolean step(Backfill backfill) throws InterruptedException {
        try {
            return switch (backfill.state()) {
                case WAITING -> begin(backfill);
                case COUNTING -> count(backfill);
                case APPLYING -> publish(backfill, State.APPLIED);
                case REVERSING -> publish(backfill, State.REVERSED);
                case READY, APPLIED, REVERSED, ABANDONED, FAILED -> false;
            };
        } catch (FailedException | ForgottenException failure) {
            dao.fail(backfill.id(), String.valueOf(failure.getMessage()), clock.instant());
            return true;
        } catch (InterruptException stop) {
            throw stop;
        } catch (KafkaException | RegistryException | ProblemException | JdbiException failure) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("backfill", backfill.id())
                    .log("backfill interrupted; will go on");
            return false;
        }
    }

    private boolean begin(Backfill backfill) {
        Instant through = progress.latest().processedThrough();
        if (through == null || through.isBefore(backfill.recordedBefore())) {
            return false;
        }
        steps.count.plan(backfill, meter(backfill));
        return true;
    }

    private boolean count(Backfill backfill) {
        Optional<Chunk> chunk = dao.nextChunk(backfill.id());
        if (chunk.isPresent()) {
            steps.count.count(backfill, meter(backfill), chunk.get());
        } else {
            steps.conclude.conclude(backfill, meter(backfill));
        }
        return true;
    }

    private boolean publish(Backfill backfill, State done) throws InterruptedException {
        Said before = said.get(backfill.id());
        if (before == null || before.orderNumber != backfill.orderNumber()) {
            before = new Said(backfill.orderNumber(), steps.publish.publish(backfill));
            said.put(backfill.id(), before);
        }
        if (!steps.publish.isProjected(before.ends)) {
            return false;
        }
        dao.move(backfill.id(), backfill.state(), done, clock.instant());
        said.remove(backfill.id());
        return true;
    }

    private Meter meter(Backfill backfill) {
        return meters.get(backfill.tenantId(), backfill.meter());
    }

    private void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
