package io.matrixplatform.local.process;

import java.io.IOException;

/** How a process is asked to end. */
public enum StopSignal {
    /** What most servers take for an orderly end. */
    TERM,
    /** PostgreSQL's fast shutdown: it does not wait for clients to leave. */
    INT;

    public void send(ProcessHandle process) throws IOException {
        if (this == TERM) {
            process.destroy();
        } else {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }
}
