package io.matrixplatform.chaos;

import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.WholeStack;
import io.matrixplatform.local.StackException;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.platform.TerminalNarrator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command behind {@code ./matrix chaos}. */
@Command(
        name = "matrix chaos",
        description =
                "Sends uneven traffic with repeats, disorder, lateness, corrections and bad records through a stack of"
                        + " its own while it kills, stops and restarts its processes, then counts every stage against what was"
                        + " acknowledged. Exits with 1 when anything is off, and with 2 when it could not be brought to its end.",
        sortOptions = false)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads
public final class ChaosMain implements Callable<Integer> {
    @Option(names = "--minutes", paramLabel = "N", description = "How long faults befall it (${DEFAULT-VALUE}).")
    private int minutes = ChaosOptions.DEFAULT_MINUTES;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides the faults and the calls (${DEFAULT-VALUE}): the same seed, the same faults.")
    private long seed = ChaosOptions.DEFAULT_SEED;

    @Option(names = "--rate", paramLabel = "N", description = "Calls a second, on average (${DEFAULT-VALUE}).")
    private int rate = ChaosOptions.DEFAULT_RATE;

    @Option(names = "--plan", description = "Print the faults and do nothing.")
    private boolean planOnly;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private ChaosMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ChaosMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ReplayException || failure instanceof StackException) {
                command.getErr().println("chaos: " + failure.getMessage());
                return 2;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        ChaosOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        if (planOnly) {
            options.plan().faults().forEach(out::println);
            out.flush();
            return 0;
        }
        Narrator narrator = TerminalNarrator.on(spec.commandLine().getErr());
        Site site = Site.of("chaos", System.getenv());
        try (WholeStack whole = WholeStack.up(site, narrator::say)) {
            Outcome outcome = new Chaos(
                            whole.stack(), site.folders().state().resolve("client"), InstantSource.system(), narrator)
                    .run(options);
            out.print(outcome.told());
            out.flush();
            return outcome.faults().isEmpty() ? 0 : 1;
        }
    }

    private ChaosOptions options() {
        try {
            return new ChaosOptions(minutes, seed, rate);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
