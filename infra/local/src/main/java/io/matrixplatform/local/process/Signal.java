package io.matrixplatform.local.process;

import java.io.IOException;

/** What a process can be told by the system. */
public enum Signal {
    /** What most servers take for an orderly end. */
    TERM,
    /** PostgreSQL's fast shutdown: it does not wait for clients to leave. */
    INT,
    /** Stand still, as if the machine had stopped. */
    STOP,
    /** Go on. */
    CONT;

    /** By the kill program, since the JDK sends no others than two. */
    public void send(long pid) throws IOException {
        new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
