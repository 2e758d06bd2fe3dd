package io.matrixplatform.local.command;

import io.matrixplatform.local.StackException;
import io.matrixplatform.local.process.LogTail;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Shows the end of a part's log.")
final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MS = 200;

    @Mixin
    private final StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "PART", description = "A part as status names it, or supervisor.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String part;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on showing what is written, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        Path log = options.folders().log(part);
        if (!Files.exists(log)) {
            throw new StackException("no log of " + part + "; there are logs of " + known());
        }
        long end = Files.size(log);
        PrintWriter out = spec.commandLine().getOut();
        LogTail.of(log, lines).forEach(out::println);
        out.flush();
        if (follow) {
            follow(log, end, out);
        }
        return 0;
    }

    private String known() throws IOException {
        Path folder = options.folders().logs();
        if (!Files.isDirectory(folder)) {
            return "nothing: the stack was never started";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private static void follow(Path log, long from, PrintWriter out) throws IOException, InterruptedException {
        long position = from;
        while (true) {
            try (FileChannel file = FileChannel.open(log)) {
                // A log that was set aside starts from its beginning again.
                position = Math.min(position, file.size() < position ? 0 : position);
                file.position(position);
                InputStream in = Channels.newInputStream(file);
                out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                out.flush();
                position = file.position();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }
}
