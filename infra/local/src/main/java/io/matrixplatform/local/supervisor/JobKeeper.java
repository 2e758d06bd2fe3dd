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
 * store here), so it is submitted again, from the newest complete checkpoint. One that runs already, because a supervisor
 * that is gone has submitted it, is followed.
 */
final class JobKeeper implements Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** A job that never ran is given up after so many submissions: most likely it is set up wrongly. */
    private static final int FIRST_TRIES = 4;

    private final SupervisedJob job;
    private final FlinkRest flink;
    private final Lineage lineage;
    private final StateBoard board;
    private final Milestones milestones;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff();

    private boolean everReady;
    private int submissions;
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
        while (everReady || submissions <= FIRST_TRIES) {
            try {
                look();
            } catch (IOException failure) {
                board.change(name(), status -> status.restarting(String.valueOf(failure.getMessage())));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        board.change(name(), status -> status.failed("gave up after " + FIRST_TRIES + " tries: " + status.note()));
    }

    private void look() throws IOException, InterruptedException {
        if (jobId.isEmpty()) {
            // It may run on, submitted by a supervisor that is gone.
            jobId = lineage.newestJob().orElse("");
        }
        Optional<JobHealth> health = jobId.isEmpty() ? Optional.empty() : flink.health(jobId);
        endForerunners();
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
        submissions++;
        if (everReady || submissions <= FIRST_TRIES) {
            TimeUnit.MILLISECONDS.sleep(backoff.afterLifeOf(Duration.between(submitted, clock.instant()))
                    .toMillis());
            submit();
        }
    }

    /** A submission that was under way when a supervisor was killed may have come to life beside the one that followed it. */
    private void endForerunners() throws IOException, InterruptedException {
        for (String forerunner : flink.alive()) {
            if (!forerunner.equals(jobId) && lineage.has(forerunner)) {
                LOG.atWarn()
                        .addKeyValue("job", name())
                        .addKeyValue("jobId", forerunner)
                        .log("job runs twice and is ended once");
                flink.cancel(forerunner);
            }
        }
    }

    private void follow(JobHealth health) throws IOException, InterruptedException {
        boolean toldReady = board.status(name()).state() == PartStatus.State.READY;
        if (health.allTasksRun() && !toldReady) {
            board.change(name(), status -> status.ready(clock.millis()));
            milestones.reach(name());
            everReady = true;
        } else if (!health.allTasksRun()) {
            String note =
                    health.state() + flink.failure(jobId).map(why -> ": " + why).orElse("");
            board.change(name(), status -> toldReady ? status.restarting(note) : status.held(note));
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
