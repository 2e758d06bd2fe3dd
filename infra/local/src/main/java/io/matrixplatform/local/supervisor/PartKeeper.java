package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.part.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Keeps one part running: starts it, waits until it is ready, starts it again when it dies. One thread each. */
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
        Process process = start();
        awaitReady(process, started.plus(READY_LIMIT));
        board.change(part.name(), status -> status.ready(clock.millis()));
        milestones.reach(part.name());
        int exit = process.waitFor();
        board.change(part.name(), status -> status.restarting(ended(exit)));
    }

    private Process start() throws InterruptedException, DiedException {
        try {
            part.beforeStart().run();
            Process process = part.launch().start(folders.log(part.name()));
            pids.record(part.name(), process.toHandle());
            return process;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            throw new DiedException("cannot be started: " + failure);
        }
    }

    private void awaitReady(Process process, Instant limit) throws InterruptedException, DiedException {
        while (true) {
            Optional<String> obstacle = part.readiness().obstacle();
            if (process.waitFor(obstacle.isEmpty() ? 0 : PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DiedException(ended(process.exitValue()) + " before it was ready");
            }
            if (obstacle.isEmpty()) {
                return;
            }
            board.change(part.name(), status -> status.held(obstacle.get()));
            if (clock.instant().isAfter(limit)) {
                process.destroyForcibly().waitFor();
                throw new DiedException("not ready after " + READY_LIMIT.toSeconds() + " s: " + obstacle.get());
            }
        }
    }

    private static String ended(int exit) {
        int firstSignal = 128;
        return exit > firstSignal ? "ended by signal " + (exit - firstSignal) : "ended with code " + exit;
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
