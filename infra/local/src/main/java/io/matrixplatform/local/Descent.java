package io.matrixplatform.local;

import io.matrixplatform.local.supervisor.PartStatus;
import io.matrixplatform.local.supervisor.PidFiles;
import io.matrixplatform.local.supervisor.StateBoard;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches a supervisor take its stack down. */
record Descent(PidFiles pids) {
    private static final long LOOK_EVERY_MS = 50;

    /** @return whether the supervisor has ended in time */
    boolean follow(Duration limit, Consumer<String> stopped) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Set<String> told = new HashSet<>();
        boolean running = true;
        while (running && System.nanoTime() < end) {
            running = pids.living(PidFiles.SUPERVISOR).isPresent();
            StateBoard.read(pids.folders()).stream()
                    .filter(status -> status.state() == PartStatus.State.STOPPED)
                    .map(PartStatus::name)
                    .filter(told::add)
                    .forEach(stopped);
            TimeUnit.MILLISECONDS.sleep(running ? LOOK_EVERY_MS : 0);
        }
        return !running;
    }
}
