package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "replay",
        customSynopsis = "matrix replay [--port-offset N] azure-llm FILE[.gz] [OPTIONS]",
        description = {
            "Sends a recorded trace through ingest and reconciles what became of it, stage by stage.",
            "Starts the stack if it is not up. Exits with an error when a single unit is missing or doubled.",
            "",
            "matrix replay azure-llm --help shows the options of the trace."
        })
final class ReplayCommand extends ToolCommand {
    ReplayCommand() {
        super(true);
    }

    @Override
    int run(StackOptions options, List<String> arguments) throws Exception {
        LocalStack stack = options.stack();
        if (!stack.isSupervised() && !arguments.contains("--help") && !arguments.contains("-h")) {
            progress().up(stack);
        }
        return new Tool(stack.folders(), "infra/replay", "io.matrixplatform.replay.ReplayMain", List.of("-Xmx512m"))
                .run(stack.environment(), arguments);
    }
}
