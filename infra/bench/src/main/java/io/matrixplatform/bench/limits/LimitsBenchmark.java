package io.matrixplatform.bench.limits;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Demand;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Time of letting a call in and settling it, by JMH, and bytes that the limiter keeps of a limit of which something is used. */
public final class LimitsBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final int ITERATIONS = 5;
    private static final int TENANTS = 250_000;
    private static final double HALF = 50;
    private static final double NEARLY_ALL = 99;
    private static final int COLLECTIONS = 3;
    /** Whose classes Avro may decode into. */
    private static final String TRUSTED = "org.apache.avro.SERIALIZABLE_PACKAGES";

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public String summary() {
        return "a call let in under four limits and settled; nanoseconds, and bytes kept of a limit in use";
    }

    @Override
    public void run(Figures figures) throws RunnerException {
        // Its lock is a file in the temporary folder that all users share, and belongs to whoever measured first.
        System.setProperty("jmh.ignoreLock", "true");
        List<Double> median = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Statistics times = measure();
            median.add(times.getPercentile(HALF));
            late.add(times.getPercentile(NEARLY_ALL));
            figures.progress(String.format(
                    "round %d of %d: %.0f ns (p50), %.0f ns (p99)",
                    round, ROUNDS, median.get(round - 1), late.get(round - 1)));
        }
        figures.figure("limiter_p50_ns", Median.of(median), "ns");
        figures.figure("limiter_p99_ns", Median.of(late), "ns");
        figures.figure("bytes_per_limit", bytesPerLimit(), "bytes");
    }

    private static Statistics measure() throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + LimitedCall.class.getName().replace(".", "\\.") + "\\.call$")
                .forks(1)
                .threads(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .jvmArgs("-Xms512m", "-Xmx512m", "-D" + TRUSTED + "=" + System.getProperty(TRUSTED, ""))
                .shouldFailOnError(true)
                .build();
        // What JMH tells as it goes would be between the figures.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Runner(options, OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT))
                .runSingle()
                .getPrimaryResult()
                .getStatistics();
    }

    /** By the difference in heap that a million limits make, each used by one call; the keys themselves are there before. */
    private static double bytesPerLimit() {
        LimitedKeys keys = new LimitedKeys(TENANTS);
        long before = heapInUse();
        for (int i = 0; i < keys.count(); i++) {
            if (keys.limiter().admit(keys.key(i), new Demand(400, 1_000, true)) instanceof Admitted admitted) {
                admitted.permit().settle(390, 210);
            }
        }
        long bytes = heapInUse() - before;
        long kept = keys.limiter().metersKept();
        if (kept != (long) TENANTS * LimitedKeys.LIMITS_EACH) {
            throw new IllegalStateException("the limiter keeps " + kept + " limits and not those that were used");
        }
        return (double) bytes / kept;
    }

    private static long heapInUse() {
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
