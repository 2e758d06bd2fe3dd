package io.matrixplatform.replay;

import io.matrixplatform.replay.demo.DemoFounding;
import io.matrixplatform.replay.demo.DemoOptions;
import io.matrixplatform.replay.demo.DemoPoster;
import io.matrixplatform.replay.demo.DemoSession;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.platform.TerminalNarrator;
import io.matrixplatform.replay.runs.Demo;
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
        description = "Founds a few tenants with users, keys and plans on a running stack, or takes those of the last"
                + " demo, and sends their seeded traffic.",
        sortOptions = false)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads
public final class DemoTraffic implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--rate", paramLabel = "N", description = "Calls a second, on average (${DEFAULT-VALUE}).")
    private int rate = 20;

    @Option(names = "--tenants", paramLabel = "N", description = "How many tenants call (${DEFAULT-VALUE}).")
    private int tenants = 3;

    @Option(names = "--seed", paramLabel = "N", description = "Decides all that is left to chance (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--history",
            paramLabel = "30m",
            converter = Arguments.Span.class,
            description = "Send first what would have happened in this time before, at most 60,000 calls (30m).")
    private Duration history = Duration.ofMinutes(30);

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
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DemoTraffic());
    }

    @Override
    public Integer call() throws IOException {
        DemoOptions options = options();
        Narrator narrator = TerminalNarrator.on(spec.commandLine().getOut());
        Path state = Path.of(System.getenv().getOrDefault("MATRIX_STATE", ".matrix"));
        Endpoints endpoints = Endpoints.from(System.getenv());
        InstantSource clock = InstantSource.system();
        try {
            Demo demo = new DemoFounding(endpoints, state, clock, narrator).found(options.tenants());
            poster(demo, options, endpoints).lines().forEach(narrator::say);
            DemoSession session = new DemoSession(demo, options, endpoints, clock, narrator);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> narrator.say(session.status())));
            session.run();
            return 0;
        } catch (ReplayException failure) {
            narrator.say("demo: " + failure.getMessage());
            return 2;
        }
    }

    private static DemoPoster poster(Demo demo, DemoOptions options, Endpoints endpoints) {
        return new DemoPoster(
                endpoints.api(),
                System.getenv().getOrDefault("MATRIX_OPERATOR_EMAIL", ""),
                System.getenv().getOrDefault("MATRIX_OPERATOR_PASSWORD", ""),
                demo.tenants().subList(0, options.tenants()));
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(tenants, rate, seed, history, length);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
