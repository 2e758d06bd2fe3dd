package io.matrixplatform.local.server;

import io.matrixplatform.local.flink.FlinkRest;
import io.matrixplatform.local.flink.FlinkRest.TaskExecutor;
import io.matrixplatform.local.part.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ready when the JobManager knows the TaskManager of this name, with enough slots. For some seconds it also knows one that was
 * killed: what it knew before a start does not count after it. One thread asks at a time.
 */
final class TaskManagerReadiness implements Readiness {
    private static final long LOOK_EVERY_MS = 200;

    private final FlinkRest flink;
    private final String name;
    private final int slots;
    private final Set<String> dead = new HashSet<>();

    TaskManagerReadiness(FlinkRest flink, String name, int slots) {
        this.flink = flink;
        this.name = name;
        this.slots = slots;
    }

    /**
     * To be called before each start. As long as another one is there it waits: that one has taken over what this one did, and
     * needs the processor to catch up.
     *
     * @param longest how long it waits at most
     */
    void giveWay(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end && isAnotherThere()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    private boolean isAnotherThere() throws InterruptedException {
        try {
            return flink.taskManagers().stream().anyMatch(each -> !each.id().equals(name));
        } catch (IOException noJobManager) {
            return false;
        }
    }

    /** To be called before each start: whatever is registered now is not what is about to be started. */
    void forgetRegistered() throws InterruptedException {
        try {
            registered().forEach(each -> dead.add(each.path()));
        } catch (IOException noJobManager) {
            // It will know none when it comes back, and will then be told by living ones only.
            dead.clear();
        }
    }

    @Override
    public Optional<String> obstacle() {
        try {
            boolean isThere =
                    registered().stream().anyMatch(each -> each.slots() >= slots && !dead.contains(each.path()));
            return isThere ? Optional.empty() : Optional.of("the JobManager does not know it yet");
        } catch (IOException failure) {
            return Optional.of("the JobManager does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private List<TaskExecutor> registered() throws IOException, InterruptedException {
        return flink.taskManagers().stream()
                .filter(each -> each.id().equals(name))
                .toList();
    }
}
