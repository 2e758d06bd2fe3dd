package io.matrixplatform.local.command;

import io.matrixplatform.local.layout.Folders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

@Command(
        name = "chaos",
        customSynopsis = "matrix chaos [--minutes N] [--seed S] [--rate N] [--plan]",
        description = {
            "Kills, stops and restarts processes of a stack of its own under traffic, then counts everything.",
            "Exits with an error when a single unit is missing or doubled at any stage."
        })
final class ChaosCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Folders folders = options.folders();
        return new Tool(folders, "infra/chaos", "io.matrixplatform.chaos.ChaosMain", List.of("-Xmx768m"))
                .run(folders.environment(), arguments);
    }
}
