package io.matrixplatform.bench.rating;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A graduated price of five tiers with its explanation, by JMH: one thread, each round a JVM of its own. */
public final class RatingBenchmark implements Benchmark {
    private static final int ROUNDS = 5;
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final int WARM_UPS = 5;
    private static final int ITERATIONS = 5;

    @Override
    public String name() {
        return "rating";
    }

    @Override
    public String summary() {
        return "a graduated price of five tiers, explained; ratings a second and core, and bytes a rating";
    }

    @Override
    public void run(Figures figures) throws RunnerException {
        // Its lock is a file in the temporary folder that all users share, and belongs to whoever measured first.
        System.setProperty("jmh.ignoreLock", "true");
        List<Double> ratings = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        List<Double> lines = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            RunResult rated = measure("rate");
            ratings.add(rated.getPrimaryResult().getScore());
            bytes.add(requireNonNull(rated.getSecondaryResults().get("gc.alloc.rate.norm"), "allocation")
                    .getScore());
            lines.add(measure("line").getPrimaryResult().getScore());
            figures.progress(String.format(
                    "round %d of %d: %.0f ratings/s of %.0f bytes, %.0f lines/s",
                    round, ROUNDS, last(ratings), last(bytes), last(lines)));
        }
        figures.figure("ratings_per_s", Median.of(ratings), "ratings/s");
        figures.figure("ratings_bytes", Median.of(bytes), "bytes");
        figures.figure("lines_per_s", Median.of(lines), "lines/s");
    }

    private static RunResult measure(String method) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + GraduatedPrice.class.getName().replace(".", "\\.") + "\\." + method + "$")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .threads(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                // A core for everything: no collector threads beside it.
                .jvmArgs("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m")
                .shouldFailOnError(true)
                .build();
        // What JMH tells as it goes would be between the figures.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Runner(options, OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT)).runSingle();
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }
}
