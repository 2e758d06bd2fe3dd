package io.matrixplatform.e2e.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A command that the console shows, run as a person would who pastes it. */
record ShellCommand(String text) {
    private static final int PATIENCE_S = 20;

    /** What it prints. */
    String run() {
        try {
            Process process = new ProcessBuilder("bash", "-c", text)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the command did not end");
            }
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError("the command cannot be run", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
