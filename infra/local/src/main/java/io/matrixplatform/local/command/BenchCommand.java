package io.matrixplatform.local.command;

import io.matrixplatform.local.layout.Folders;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "bench",
        customSynopsis = "matrix bench NAME",
        description = {
            "Measures, on ports and data of its own: stack, ingest, edge, metering [--part NAME],",
            "metering-state, freshness, cost, recovery [--kills N], queries, viewers, rating or limits.",
            "Progress goes to the error output, one JSON line per figure to the standard output."
        })
final class BenchCommand extends ToolCommand {
    BenchCommand() {
        super(true);
    }

    @Override
    int run(StackOptions options, List<String> arguments) throws Exception {
        Folders folders = options.folders();
        return new Tool(folders, "infra/bench", "io.matrixplatform.bench.Main", List.of("-Xmx512m"))
                .run(folders.environment(), arguments);
    }
}
