package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops the stack in order. Data are kept.")
final class DownCommand implements Callable<Integer> {
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
        PrintWriter out = spec.commandLine().getOut();
        stack.down(part -> {
            out.println("  " + part + " stopped");
            out.flush();
        });
        out.println(
                "The stack is down; its data are in " + stack.folders().state().resolve("data"));
        return 0;
    }
}
