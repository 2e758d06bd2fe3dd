package io.matrixplatform.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The front of all commands. */
@Command(
        name = "matrix",
        description = "Runs Matrix and everything it stands on, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ReplayCommand.class,
            VerifyCertificateCommand.class,
            RateCommand.class,
            ChaosCommand.class,
            BenchCommand.class,
            TestCommand.class,
            MutationCommand.class,
            ResetCommand.class,
            SuperviseCommand.class,
            HelpCommand.class
        },
        footer = {"", "State is kept in .matrix/, logs in .matrix/logs/. matrix COMMAND --help tells more."})
public final class MatrixCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    /** Without a command, the help is what is wanted. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
