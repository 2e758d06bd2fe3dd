package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.process.ProcessRecord;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One life of a part, from a process's start, or from when it was found, to its end. */
interface Life {
    /** @return whether it has ended in time */
    boolean awaitEnd(Duration limit) throws InterruptedException;

    void awaitEnd() throws InterruptedException;

    /** How it ended, once it has. */
    String ended();

    /** Ends it and waits until it has ended. */
    void kill() throws InterruptedException;

    /** Of a child of ours. */
    static Life of(Process child) {
        return new Life() {
            @Override
            public boolean awaitEnd(Duration limit) throws InterruptedException {
                return child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                child.waitFor();
            }

            @Override
            public String ended() {
                int firstSignal = 128;
                int exit = child.exitValue();
                return exit > firstSignal ? "ended by signal " + (exit - firstSignal) : "ended with code " + exit;
            }

            @Override
            public void kill() throws InterruptedException {
                child.destroyForcibly().waitFor();
            }
        };
    }

    /** Of a process that another supervisor has started: how it ends only its parent is told. */
    static Life left(ProcessRecord record) {
        return new Life() {
            @Override
            public boolean awaitEnd(Duration limit) throws InterruptedException {
                return record.awaitEnd(limit);
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                while (record.living().isPresent()) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }

            @Override
            public String ended() {
                return "ended";
            }

            @Override
            public void kill() throws InterruptedException {
                record.living().ifPresent(ProcessHandle::destroyForcibly);
                awaitEnd();
            }
        };
    }
}
