package io.matrixplatform.replay;

import io.matrixplatform.replay.demo.DemoSession;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.platform.TerminalNarrator;
import io.matrixplatform.replay.runs.Runs;
import io.matrixplatform.replay.stack.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./matrix demo}. */
@Command(
        name = "matrix demo",
        description = "Sends seeded API calls of a sample tenant to a running stack and shows what is counted.")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads
public final class DemoTraffic implements Callable<Integer> {
    private static final int MAX_RATE = 1_000;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--rate", paramLabel = "N", description = "Calls a second (${DEFAULT-VALUE}).")
    private int rate = 20;

    @Option(names = "--seed", paramLabel = "N", description = "Decides the calls (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--for",
            paramLabel = "30s",
            converter = Arguments.Span.class,
            description = "Stop after this time (until Ctrl-C).")
    private Duration length = Duration.ofDays(365);

    @Spec
    private CommandSpec spec;

    private DemoTraffic() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoTraffic()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (rate < 1 || rate > MAX_RATE) {
            throw new ParameterException(spec.commandLine(), "--rate must be from 1 to " + MAX_RATE + ", not " + rate);
        }
        Narrator narrator = TerminalNarrator.on(spec.commandLine().getOut());
        Path state = Path.of(System.getenv().getOrDefault("MATRIX_STATE", ".matrix"));
        try {
            DemoSession session =
                    new DemoSession(Endpoints.from(System.getenv()), new Runs(state), InstantSource.system(), narrator);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> narrator.say(session.status())));
            session.run(rate, seed, length);
            return 0;
        } catch (ReplayException failure) {
            narrator.say("demo: " + failure.getMessage());
            return 2;
        }
    }
}
