package io.matrixplatform.bench;

import io.matrixplatform.bench.cost.CostBenchmark;
import io.matrixplatform.bench.edge.EdgeBenchmark;
import io.matrixplatform.bench.freshness.FreshnessBenchmark;
import io.matrixplatform.bench.ingest.IngestBenchmark;
import io.matrixplatform.bench.limits.LimitsBenchmark;
import io.matrixplatform.bench.metering.MeteringBenchmark;
import io.matrixplatform.bench.metering.MeteringStateBenchmark;
import io.matrixplatform.bench.queries.QueriesBenchmark;
import io.matrixplatform.bench.rating.RatingBenchmark;
import io.matrixplatform.bench.recovery.RecoveryBenchmark;
import io.matrixplatform.bench.stack.StackBenchmark;
import io.matrixplatform.bench.viewers.ViewersBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./matrix bench NAME}: figures as JSON lines on standard output, progress on standard error. */
public final class Main {
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    private static Site kept(String bench, Map<String, String> environment) {
        try {
            return Site.kept(bench, environment);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<Benchmark> all = List.of(
                new StackBenchmark(Site.of("stack", environment)),
                new IngestBenchmark(Site.of("ingest", environment)),
                new EdgeBenchmark(Site.of("edge", environment)),
                new MeteringBenchmark(Site.of("metering", environment)),
                new MeteringStateBenchmark(Site.of("metering-state", environment)),
                new FreshnessBenchmark(Site.of("freshness", environment)),
                new CostBenchmark(Site.of("cost", environment)),
                new RecoveryBenchmark(Site.of("recovery", environment), RecoveryBenchmark.DEFAULT_KILLS),
                new ViewersBenchmark(Site.of("viewers", environment)),
                new QueriesBenchmark(() -> kept("queries", environment)),
                new RatingBenchmark(),
                new LimitsBenchmark());
        List<String> words = List.of(arguments);
        if (words.isEmpty() || words.contains("--help")) {
            err.println("usage: matrix bench NAME");
            all.forEach(bench -> err.printf("  %-14s %s%n", bench.name(), bench.summary()));
            return words.isEmpty() ? 2 : 0;
        }
        try {
            Benchmark bench = named(words.get(0), all).with(words.subList(1, words.size()));
            return measure(bench, new Figures(bench.name(), out, err), err);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage() + "; see matrix bench --help");
            return 2;
        }
    }

    private static Benchmark named(String name, List<Benchmark> all) {
        return all.stream()
                .filter(bench -> bench.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark is called " + name));
    }

    private static int measure(Benchmark bench, Figures figures, PrintStream err) {
        endInTime(figures);
        try {
            bench.run(figures);
            return 0;
        } catch (Exception failure) {
            figures.progress("could not measure: " + failure);
            failure.printStackTrace(err);
            return 1;
        }
    }

    /** An exit runs the shutdown hooks, and they take down what was started. */
    private static void endInTime(Figures figures) {
        Thread watch = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(LIMIT.toMillis());
                        figures.progress("could not measure within " + LIMIT.toMinutes() + " minutes");
                        System.exit(1);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "limit");
        watch.setDaemon(true);
        watch.start();
    }
}
