package io.matrixplatform.local.command;

import io.matrixplatform.local.layout.Folders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        customSynopsis = "matrix bench NAME",
        description = {
            "Measures, on ports and data of its own: stack, ingest, edge, metering [--part NAME],",
            "metering-state, freshness, cost, recovery [--kills N], queries, viewers, rating or limits.",
            "Progress goes to the error output, one JSON line per figure to the standard output."
        })
final class BenchCommand implements Callable<Integer> {
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
        Folders folders = options.folders();
        return new Tool(folders, "infra/bench", "io.matrixplatform.bench.Main", List.of("-Xmx512m"))
                .run(
                        Map.of(
                                "MATRIX_HOME", folders.home().toString(),
                                "MATRIX_STATE", folders.state().toString()),
                        arguments);
    }
}
