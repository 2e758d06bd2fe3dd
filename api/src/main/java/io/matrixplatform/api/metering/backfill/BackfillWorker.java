package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.metering.backfill.Backfill.State;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.metering.recount.RawReading.ForgottenException;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.workers.AdvisoryLock;
import io.matrixplatform.api.platform.workers.SoleWorker;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.model.ids.BackfillId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what backfills have to have done, a piece at a time. */
public final class BackfillWorker implements SoleWorker.Work {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillWorker.class);
    static final AdvisoryLock LOCK = new AdvisoryLock(0x6d61747269780002L);

    private final WorkDao dao;
    private final Meters meters;
    private final ProgressReports progress;
    private final Steps steps;
    private final InstantSource clock;
    /** Of those whose entries are all said. */
    private final Map<BackfillId, Said> said = new ConcurrentHashMap<>();

    /** What is done to a backfill, in turn. */
    record Steps(CountChunks count, ConcludeDifference conclude, PublishEntries publish) {}

    /** @param orderNumber of the application or reversal that it was */
    private record Said(long orderNumber, Map<TopicPartition, Long> ends) {}

    BackfillWorker(Jdbi jdbi, Meters meters, ProgressReports progress, Steps steps, InstantSource clock) {
        this.dao = jdbi.onDemand(WorkDao.class);
        this.meters = meters;
        this.progress = progress;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public boolean isDue() {
        return !dao.toDo().isEmpty();
    }

    /** Takes every backfill a step on. */
    @Override
    public boolean round() throws InterruptedException {
        boolean isMore = false;
        for (Backfill backfill : dao.toDo()) {
            isMore |= step(backfill);
        }
        return isMore;
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
}
