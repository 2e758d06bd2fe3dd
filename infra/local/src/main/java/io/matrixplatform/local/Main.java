package io.matrixplatform.local;

import io.matrixplatform.local.command.MatrixCommand;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The {@code matrix} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new MatrixCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line))
                .setUsageHelpAutoWidth(true);
        System.exit(command.execute(args));
    }

    /** What a person can mend is told in a sentence; anything else is a bug and shows where it came from. */
    private static int explain(Exception failure, CommandLine line) {
        PrintWriter err = line.getErr();
        if (failure instanceof StackException) {
            err.println(failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
