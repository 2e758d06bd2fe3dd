package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Starts the stack and waits until everything is ready. What an earlier stack left is carried on.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LocalStack stack = options.stack();
        Progress progress = new Progress(spec.commandLine().getOut());
        progress.up(stack);
        progress.addresses(stack);
        return 0;
    }
}
