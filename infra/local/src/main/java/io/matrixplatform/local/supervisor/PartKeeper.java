package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.process.ProcessRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one part running: starts it, or takes over the process that a supervisor before this one has left; waits until it is
 * ready, starts it again when it dies. One thread each.
 */
final class PartKeeper implements Keeper {
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration PROBE_EVERY = Duration.ofMillis(150);
    /** A part that was never ready is given up after so many deaths: most likely it is set up wrongly. */
    private static final int FIRST_TRIES = 3;

    private final Part part;
    private final Folders folders;
    private final PidFiles pids;
    private final StateBoard board;
    private final Milestones milestones;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff();

    PartKeeper(Part part, Folders folders, StateBoard board, Milestones milestones, InstantSource clock) {
        this.part = part;
        this.folders = folders;
        this.pids = new PidFiles(folders);
        this.board = board;
        this.milestones = milestones;
        this.clock = clock;
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public void keep() throws InterruptedException {
        milestones.await(part.after());
        boolean everReady = false;
        for (int deaths = 0; everReady || deaths < FIRST_TRIES; deaths++) {
            Instant started = clock.instant();
            try {
                liveOnce(started);
                everReady = true;
            } catch (DiedException death) {
                board.change(part.name(), status -> status.restarting(death.reason));
            }
            TimeUnit.MILLISECONDS.sleep(backoff.afterLifeOf(Duration.between(started, clock.instant()))
                    .toMillis());
        }
        board.change(part.name(), status -> status.failed("gave up after " + FIRST_TRIES + " tries: " + status.note()));
    }

    /**
     * From one start to the death that follows.
     *
     * @throws DiedException if it was not ready in between
     */
    private void liveOnce(Instant started) throws InterruptedException, DiedException {
        board.change(part.name(), status -> status.starting(started.toEpochMilli()));
        Life life = begin();
        awaitReady(life, started.plus(READY_LIMIT));
        board.change(part.name(), status -> status.ready(clock.millis()));
        milestones.reach(part.name());
        life.awaitEnd();
        board.change(part.name(), status -> status.restarting(life.ended()));
    }

    private Life begin() throws InterruptedException, DiedException {
        try {
            Optional<ProcessRecord> left =
                    pids.last(part.name()).filter(record -> record.living().isPresent());
            if (left.isPresent()) {
                return Life.left(left.get());
            }
            part.beforeStart().run();
            Process process = part.launch().start(folders.log(part.name()));
            pids.record(part.name(), process.toHandle());
            return Life.of(process);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            throw new DiedException("cannot be started: " + failure);
        }
    }

    private void awaitReady(Life life, Instant limit) throws InterruptedException, DiedException {
        while (true) {
            Optional<String> obstacle = part.readiness().obstacle();
            if (life.awaitEnd(obstacle.isEmpty() ? Duration.ZERO : PROBE_EVERY)) {
                throw new DiedException(life.ended() + " before it was ready");
            }
            if (obstacle.isEmpty()) {
                return;
            }
            board.change(part.name(), status -> status.held(obstacle.get()));
            if (clock.instant().isAfter(limit)) {
                life.kill();
                throw new DiedException("not ready after " + READY_LIMIT.toSeconds() + " s: " + obstacle.get());
            }
        }
    }

    /** A start that did not lead to a ready part. */
    private static final class DiedException extends Exception {
        private final String reason;

        DiedException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
