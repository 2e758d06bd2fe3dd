package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "demo",
        description = {
            "Starts the stack, founds tenants with people and keys, and sends their seeded traffic until Ctrl-C.",
            "The stack stays up afterwards: ./matrix down stops it."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LocalStack stack = options.stack();
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out);
        progress.up(stack);
        progress.addresses(stack);
        out.println("Traffic flows until Ctrl-C; the stack stays up (./matrix down" + options.argument() + ").");
        out.flush();
        return new Tool(
                        stack.folders(),
                        "infra/replay",
                        "io.matrixplatform.replay.DemoTraffic",
                        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"))
                .run(stack.environment(), arguments);
    }
}
