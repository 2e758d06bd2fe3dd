package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.layout.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "reset", description = "Stops the stack and deletes its data, logs and secrets.")
final class ResetCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        Folders folders = options.folders();
        PrintWriter out = spec.commandLine().getOut();
        if (!yes && !confirmed(folders, out)) {
            out.println("Nothing was deleted. (Without a terminal to ask on: ./matrix reset --yes)");
            return 1;
        }
        try (LocalStack stack = options.stack()) {
            stack.down(part -> out.println("  " + part + " stopped"));
        }
        for (Path path : folders.everything()) {
            delete(path);
        }
        out.println("Deleted everything of the stack in " + folders.state());
        return 0;
    }

    private static boolean confirmed(Folders folders, PrintWriter out) throws IOException {
        if (!Terminal.isPresent()) {
            return false;
        }
        out.print("This deletes all data of the stack in " + folders.state() + ". Type yes to go on: ");
        out.flush();
        return "yes".equals(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    }

    private static void delete(Path whole) throws IOException {
        if (!Files.exists(whole)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(whole)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
