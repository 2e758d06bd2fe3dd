package io.matrixplatform.local.process;

import java.io.IOException;

/** How a process is asked to end. */
public enum StopSignal {
    /** What most servers take for an orderly end. */
    TERM,
    /** PostgreSQL's fast shutdown: it does not wait for clients to leave. */
    INT;

    /** By the kill program, since the JDK sends no SIGINT. */
    public void send(long pid) throws IOException {
        new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
