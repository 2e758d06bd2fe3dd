package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.Ports;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOptions {
    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "The stack whose ports are moved by N; it has data of its own. Default: 0.")
    private int portOffset;

    @Option(names = "--home", hidden = true, defaultValue = "${env:MATRIX_HOME:-.}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path home;

    @Option(names = "--state", hidden = true, defaultValue = "${env:MATRIX_STATE:-}")
    private String state = "";

    Folders folders() {
        return state.isEmpty() ? Folders.inside(home, portOffset) : new Folders(home, Path.of(state));
    }

    LocalStack stack() throws IOException, InterruptedException {
        return LocalStack.in(folders(), new Ports(portOffset));
    }

    /** How a user names this stack in a command line. */
    String argument() {
        return portOffset == 0 ? "" : " --port-offset " + portOffset;
    }
}
