package io.matrixplatform.replay;

import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.plan.Injection;
import io.matrixplatform.replay.platform.TerminalNarrator;
import io.matrixplatform.replay.sending.Speed;
import io.matrixplatform.replay.stack.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "azure-llm",
        description = "Replays an Azure LLM inference trace as API calls of new tenants, its last row a minute ago,"
                + " waits until everything is counted, and compares every stage. Exits with 1 when a single unit is"
                + " missing or doubled, and with 2 when it could not be brought to its end.",
        sortOptions = false)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads
final class AzureLlmCommand implements Callable<Integer> {
    /** What a run keeps for ever, and a repetition cannot change. */
    private static final List<String> OF_THE_RUN = List.of(
            "--tenants",
            "--duplicates",
            "--disorder",
            "--late",
            "--conflicts",
            "--amended",
            "--cancelled",
            "--invalid",
            "--aggregations",
            "--seed");

    @Parameters(paramLabel = "FILE", description = "The trace, plain or gzipped.")
    private Path file;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "New tenants to spread the calls over (${DEFAULT-VALUE}).")
    private int tenants = ReplayOptions.DEFAULT_TENANTS;

    @Option(
            names = "--speed",
            paramLabel = "60x|max",
            converter = Arguments.Pace.class,
            description = "How many times faster than recorded (max).")
    private Speed speed = Speed.MAX;

    @Option(
            names = "--duplicates",
            paramLabel = "5%",
            converter = Arguments.Share.class,
            description = "Share of the calls that is sent a second time (0%%).")
    private double duplicates;

    @Option(
            names = "--disorder",
            paramLabel = "30s",
            converter = Arguments.Span.class,
            description = "How far calls are sent out of their order (0s).")
    private Duration disorder = Duration.ZERO;

    @Option(
            names = "--late",
            paramLabel = "1%",
            converter = Arguments.Share.class,
            description = "Share of the calls whose time is moved back by three hours (0%%).")
    private double late;

    @Option(
            names = "--conflicts",
            paramLabel = "1%",
            converter = Arguments.Share.class,
            description = "Share of the calls that are contradicted in the end (0%%).")
    private double conflicts;

    @Option(
            names = "--amended",
            paramLabel = "0.5%",
            converter = Arguments.Share.class,
            description = "Share of the calls that are amended, before or after they come (0%%).")
    private double amended;

    @Option(
            names = "--cancelled",
            paramLabel = "0.5%",
            converter = Arguments.Share.class,
            description = "Share of the calls that are cancelled, before or after they come (0%%).")
    private double cancelled;

    @Option(
            names = "--invalid",
            paramLabel = "0.5%",
            converter = Arguments.Share.class,
            description = "Share of the calls with more tokens than a model can have (0%%).")
    private double invalid;

    @Option(
            names = "--aggregations",
            description = "Give the tenants a meter of each aggregation and compare those too; they take effect after a"
                    + " minute or two.")
    private boolean aggregations;

    @Option(names = "--seed", paramLabel = "N", description = "Decides all that is left to chance (${DEFAULT-VALUE}).")
    private long seed = ReplayOptions.DEFAULT_SEED;

    @Option(names = "--run", paramLabel = "ID", description = "Repeat this run, byte for byte: it must add nothing.")
    private @Nullable String run;

    @Option(names = "--batch", paramLabel = "N", description = "Events per request (${DEFAULT-VALUE}).")
    private int batch = ReplayOptions.DEFAULT_BATCH;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--verbose", description = "Print a table for each tenant, too.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ReplayOptions options = options();
        Replay replay = new Replay(
                Endpoints.from(System.getenv()),
                Path.of(System.getenv().getOrDefault("MATRIX_STATE", ".matrix")),
                InstantSource.system(),
                TerminalNarrator.on(spec.commandLine().getErr()));
        Reconciliation result = run == null ? replay.run(options) : replay.repeat(run, options);
        Report report = new Report(result);
        spec.commandLine().getOut().print(json ? report.json() : report.table(verbose));
        spec.commandLine().getOut().flush();
        return result.isBalanced() ? 0 : 1;
    }

    private ReplayOptions options() {
        for (String option : OF_THE_RUN) {
            if (run != null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + " is decided by the run that is repeated");
            }
        }
        try {
            Injection injection = new Injection(duplicates, disorder, late, conflicts, amended, cancelled, invalid);
            return new ReplayOptions(file, tenants, injection, aggregations, seed, speed, batch);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
