package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.flink.FlinkRest;
import io.matrixplatform.local.flink.FlinkRest.JobHealth;
import io.matrixplatform.local.flink.Lineage;
import io.matrixplatform.local.flink.SupervisedJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one job running on the cluster. A JobManager that was restarted knows nothing of it (there is no high-availability
 * store here), so it is submitted again, from the newest complete checkpoint.
 */
final class JobKeeper implements Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final SupervisedJob job;
    private final FlinkRest flink;
    private final Lineage lineage;
    private final StateBoard board;
    private final Milestones milestones;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff();

    private String jobId = "";
    private Instant submitted = Instant.EPOCH;

    JobKeeper(SupervisedJob job, FlinkRest flink, StateBoard board, Milestones milestones, InstantSource clock) {
        this.job = job;
        this.flink = flink;
        this.lineage = new Lineage(job.checkpoints(), job.name());
        this.board = board;
        this.milestones = milestones;
        this.clock = clock;
    }

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public void keep() throws InterruptedException {
        milestones.await(job.after());
        while (true) {
            try {
                look();
            } catch (IOException unreachable) {
                board.change(name(), status -> status.restarting(String.valueOf(unreachable.getMessage())));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    private void look() throws IOException, InterruptedException {
        Optional<JobHealth> health = jobId.isEmpty() ? Optional.empty() : flink.health(jobId);
        if (health.isPresent() && health.get().isAlive()) {
            follow(health.get());
            return;
        }
        if (health.isPresent()) {
            String reason = health.get().state()
                    + flink.failure(jobId).map(why -> ": " + why).orElse("");
            LOG.atWarn()
                    .addKeyValue("job", name())
                    .addKeyValue("reason", reason)
                    .log("job ended");
            board.change(name(), status -> status.restarting(reason));
        }
        TimeUnit.MILLISECONDS.sleep(backoff.afterLifeOf(Duration.between(submitted, clock.instant()))
                .toMillis());
        submit();
    }

    private void follow(JobHealth health) {
        if (!health.allTasksRun()) {
            board.change(
                    name(),
                    status -> status.state() == PartStatus.State.READY
                            ? status.restarting(health.state())
                            : status.held(health.state()));
        } else if (board.status(name()).state() != PartStatus.State.READY) {
            board.change(name(), status -> status.ready(clock.millis()));
            milestones.reach(name());
        }
    }

    private void submit() throws IOException, InterruptedException {
        submitted = clock.instant();
        board.change(name(), status -> status.starting(submitted.toEpochMilli()));
        String jarId = flink.upload(job.jar());
        Optional<Path> checkpoint = lineage.newestCheckpoint();
        String freshId = UUID.randomUUID().toString().replace("-", "");
        lineage.add(freshId);
        // Known before it is sent: should the answer be lost, the job is found by its id and not submitted twice.
        jobId = freshId;
        flink.run(jarId, job, freshId, checkpoint);
        LOG.atInfo()
                .addKeyValue("job", name())
                .addKeyValue("jobId", jobId)
                .addKeyValue("checkpoint", checkpoint.map(Path::toString).orElse("none"))
                .log("job submitted");
    }
}
