package io.matrixplatform.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that a {@link Tool} carries out: it is handed whatever the command does not know itself. */
abstract class ToolCommand implements Callable<Integer> {
    private static final Set<String> HELP = Set.of("-h", "--help");

    private final boolean needsArguments;

    @Mixin
    private final StackOptions options = new StackOptions();

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** @param needsArguments whether it shows its help when it is given none */
    ToolCommand(boolean needsArguments) {
        this.needsArguments = needsArguments;
    }

    /** Help is wanted on the command itself where it is asked for first: further to the right it is for the tool. */
    @Override
    public final Integer call() throws Exception {
        if (arguments.isEmpty() ? needsArguments : HELP.contains(arguments.get(0))) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return 0;
        }
        return run(options, List.copyOf(arguments));
    }

    /** @return the tool's exit code */
    abstract int run(StackOptions options, List<String> arguments) throws Exception;

    /** What became of starting the stack is told where it does not mix with what the tool says. */
    final Progress progress() {
        return new Progress(spec.commandLine().getErr());
    }
}
