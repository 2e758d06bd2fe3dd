package io.matrixplatform.replay;

import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.trace.TraceFormatException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code ./matrix replay}. */
@Command(
        name = "matrix replay",
        description = "Sends recorded traffic through a running stack and reconciles what became of it.",
        subcommands = AzureLlmCommand.class,
        synopsisSubcommandLabel = "TRACE")
@SuppressWarnings("UnusedVariable") // picocli reads
public final class ReplayMain {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private ReplayMain() {}

    /** Exits with 0 if everything balances, 1 if it does not, 2 if it could not be brought to its end. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ReplayMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof NoSuchFileException) {
                command.getErr().println("replay: there is no file " + failure.getMessage());
                return 2;
            }
            if (failure instanceof ReplayException
                    || failure instanceof TraceFormatException
                    || failure instanceof IOException) {
                command.getErr().println("replay: " + failure.getMessage());
                return 2;
            }
            throw failure;
        });
    }
}
