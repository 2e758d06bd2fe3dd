package io.matrixplatform.streams.metering;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the threads of this process get the processor. */
enum Priority {
    USUAL("--other"),
    /** When nobody else needs it. */
    IDLE("--idle");

    private static final Logger LOG = LoggerFactory.getLogger(Priority.class);
    private static final String CHANGE = "chrt";
    private static final int LIMIT_SECONDS = 5;

    private final String policy;

    Priority(String policy) {
        this.policy = policy;
    }

    /** Whether this system has priorities, and lets a process that was idle become usual again, as it lets few users. */
    static boolean canBeRegained() throws InterruptedException {
        return isDone(CHANGE, IDLE.policy, "0", CHANGE, USUAL.policy, "0", "true");
    }

    /** Takes it for all threads there are, and so for those that they start. */
    void take() throws InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        if (!isDone(CHANGE, "--all-tasks", policy, "--pid", "0", pid)) {
            LOG.atWarn().addKeyValue("policy", policy).log("priority is not changed");
        }
    }

    private static boolean isDone(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            LOG.atDebug().setCause(absent).log("there is no such command");
            return false;
        }
    }
}
