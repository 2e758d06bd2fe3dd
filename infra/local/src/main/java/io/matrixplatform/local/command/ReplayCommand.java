package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "replay",
        customSynopsis = "matrix replay [--port-offset N] azure-llm FILE[.gz] [OPTIONS]",
        description = {
            "Sends a recorded trace through ingest and reconciles what became of it, stage by stage.",
            "Starts the stack if it is not up. Exits with an error when a single unit is missing or doubled.",
            "",
            "matrix replay azure-llm --help shows the options of the trace."
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (Tool.isAskedForHelp(arguments)) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return 0;
        }
        LocalStack stack = options.stack();
        if (!stack.isSupervised() && !arguments.contains("--help") && !arguments.contains("-h")) {
            new Progress(spec.commandLine().getErr()).up(stack);
        }
        return new Tool(stack.folders(), "infra/replay", "io.matrixplatform.replay.ReplayMain", List.of("-Xmx512m"))
                .run(stack.environment(), arguments);
    }
}
