package io.matrixplatform.bench.metering;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import io.matrixplatform.bench.Parts;
import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The metering job against a job that copies the same facts at least once: parallelism 2, checkpoints every 5 s, lz4, linger
 * 5 ms, batches of 128 KiB, on the stack's own Flink processes. Half of all calls are one tenant's. With RocksDB 20 million
 * identities are known before; on the heap there are at most 2 million.
 *
 * <p>A round in which the machine was too busy to copy at 0.35 of the speed of reading is void. Where all are, what they say is
 * told with that.
 */
public final class MeteringBenchmark implements Benchmark {
    private static final int KNOWN = 20_000_000;
    private static final int MEASURED = 17_000_000;
    private static final int LEFT_OVER = 300_000;

    /** More than one filter of a task is good for, three times over. */
    private static final int KNOWN_TO_LARGE = 90_000_000;

    private static final int ON_HEAP = 2_000_000;

    /** What a job takes to begin, which grows with its parallelism, is to be little of it. */
    private static final int ON_LITTLE_STATE = 4_000_000;

    private static final Duration WRITING_MAX = Duration.ofMinutes(3);

    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.9;
    private static final double EVEN = 0.0;
    private static final double COPY_LEAST = 0.35;
    /** Of copying what was metered on much state, after {@link #LONG_WARM_UPS}: the compiler is at work on what copies as long. */
    private static final int LONG_ROUNDS = 5;

    private static final int LONG_WARM_UPS = 7;
    /** Of what is on the log: it is read, copied and metered so often before rounds count, since compiling takes some ten million facts. */
    private static final int WARM_UPS = 4;

    private static final int COMPILED = 30_000_000;

    private static final int ROUNDS = 4;

    private static final int SLOTS = 4;

    private final Site site;
    private final Set<Part> parts;

    /** What can be measured by itself. */
    private enum Part {
        ROCKSDB,
        LARGE,
        EVEN,
        PARALLEL,
        HEAP
    }

    public MeteringBenchmark(Site site) {
        this(site, EnumSet.allOf(Part.class));
    }

    private MeteringBenchmark(Site site, Set<Part> parts) {
        this.site = site;
        this.parts = parts;
    }

    @Override
    public String name() {
        return "metering";
    }

    @Override
    public String summary() {
        return "the metering job against one that copies: 20 million identities in RocksDB, a hot tenant and parallelism"
                + " against even load, heap, 90 million identities; up to 25 minutes;"
                + " [--part rocksdb|large|even|parallel|heap]";
    }

    @Override
    public Benchmark with(List<String> options) {
        return new MeteringBenchmark(site, Parts.chosen(name(), Part.class, options));
    }

    @Override
    public void run(Figures figures) throws Exception {
        if (parts.contains(Part.ROCKSDB)) {
            onMuchState(figures);
        }
        if (parts.contains(Part.LARGE)) {
            onLargeState(figures);
        }
        if (parts.contains(Part.EVEN)) {
            againstEvenLoad(figures);
        }
        if (parts.contains(Part.PARALLEL)) {
            onLittleState(EVEN, ON_LITTLE_STATE, figures, (cluster, facts) -> {
                cluster.start();
                return parallel(cluster, facts, figures);
            });
        }
        if (parts.contains(Part.HEAP)) {
            onLittleState(HALF, ON_HEAP, figures, (cluster, facts) -> {
                cluster.startWithRoom();
                List<Round> rounds =
                        rounds(cluster, cluster.metering().with("state.backend.type", "hashmap"), facts, figures);
                return report("heap", rounds, figures);
            });
        }
    }

    private void againstEvenLoad(Figures figures) throws Exception {
        double hot = onLittleState(NEARLY_ALL, ON_LITTLE_STATE, figures, (cluster, facts) -> {
            cluster.start();
            return rocksDb(cluster, facts, figures);
        });
        onLittleState(EVEN, ON_LITTLE_STATE, figures, (cluster, facts) -> {
            cluster.start();
            double even = rocksDb(cluster, facts, figures);
            figures.figure("hot_tenant_ratio", hot / even, "ratio", String.format("even load %.3f of copying", even));
            return even;
        });
    }

    /** On RocksDB, with all identities known that a busy day may have: one job learns them and goes on. */
    private void onMuchState(Figures figures) throws Exception {
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            Cluster cluster = Cluster.of(servers, site);
            Instant from;
            try (FactLog log = new FactLog(servers.kafka(), servers.registry(), InstantSource.system(), HALF)) {
                long written = log.write(KNOWN, WRITING_MAX);
                from = Instant.ofEpochMilli(System.currentTimeMillis());
                written += log.write(MEASURED, WRITING_MAX);
                figures.progress(String.format("wrote %,d facts", written));
            }
            cluster.start();
            againstCopying(cluster, from, figures);
        }
    }

    private static void againstCopying(Cluster cluster, Instant from, Figures figures) throws Exception {
        FlinkRuns.Going warmingUp = cluster.flink().begin(cluster.unending());
        warmingUp.await(COMPILED);
        warmingUp.cancel();
        FlinkRuns.Going job = cluster.flink().begin(cluster.unending());
        // Files are merged in bursts: one long look has its share of them. The last of all facts are waited for in
        // vain.
        Run metering = cluster.measure(job, KNOWN, MEASURED - LEFT_OVER);
        figures.progress(String.format(
                "knowing %,d: metering %,.0f events/s, CPU %.2f s per million",
                KNOWN, metering.perSecond, metering.cpuPerMillion));
        job.cancel();
        List<Round> rounds = new ArrayList<>();
        for (int round = 1 - LONG_WARM_UPS; round <= LONG_ROUNDS; round++) {
            Round measured = new Round(metering, cluster.copy(from, MEASURED), cluster.read(from, MEASURED));
            tell(round, measured, figures);
            if (round > 0) {
                rounds.add(measured);
            }
        }
        report("rocksdb", rounds, figures);
    }

    /** One job, looked at when it knows as many as above, and when it knows several times as many. */
    private void onLargeState(Figures figures) throws Exception {
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            Cluster cluster = Cluster.of(servers, site);
            try (FactLog log = new FactLog(servers.kafka(), servers.registry(), InstantSource.system(), HALF)) {
                long written = 0;
                while (written < KNOWN_TO_LARGE + MEASURED) {
                    written += log.write(MEASURED, WRITING_MAX);
                    figures.progress(String.format("wrote %,d facts", written));
                }
            }
            cluster.start();
            FlinkRuns.Going job = cluster.flink().begin(cluster.unending());
            Run fewer = cluster.measure(job, KNOWN, MEASURED);
            figures.progress(String.format("knowing %,d: metering %,.0f events/s", KNOWN, fewer.perSecond));
            Run more = cluster.measure(job, KNOWN_TO_LARGE, MEASURED - LEFT_OVER);
            job.cancel();
            String baseline = String.format("knowing %,d: metering %,.0f events/s", KNOWN, fewer.perSecond);
            figures.figure("large_state_ratio", more.perSecond / fewer.perSecond, "ratio", baseline);
            figures.figure("large_state_events_per_s", more.perSecond, "events/s", baseline);
        }
    }

    /**
     * What a fact costs at parallelism 4 and at 1, in turn, after rounds that warm up. Little is known: one task that remembers what
     * four share is slow, which says nothing of parallelism.
     */
    private static double parallel(Cluster cluster, int facts, Figures figures) throws Exception {
        List<Double> ones = new ArrayList<>();
        List<Double> fours = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= ROUNDS; round++) {
            double one = cluster.measure(cluster.metering().at(1), facts).cpuPerMillion;
            double four = cluster.measure(cluster.metering().at(SLOTS), facts).cpuPerMillion;
            figures.progress(String.format(
                    "round %d%s: CPU %.2f s per million at parallelism 1, %.2f s at %d",
                    round, round < 1 ? " (to warm up)" : "", one, four, SLOTS));
            if (round >= 1) {
                ones.add(one);
                fours.add(four);
            }
        }
        String baseline = String.format("parallelism 1: %.2f s of CPU per million", Median.of(ones));
        double ratio = Median.ofRatios(fours, ones);
        figures.figure("parallel_cost_ratio", ratio, "ratio", baseline);
        return ratio;
    }

    /** What is found on a log from its beginning, by a cluster that is yet to be started. */
    private interface Finding {
        double of(Cluster cluster, int facts) throws Exception;
    }

    private double onLittleState(double shareOfFirst, int factsMax, Figures figures, Finding finding) throws Exception {
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            Cluster cluster = Cluster.of(servers, site);
            int facts;
            try (FactLog log = new FactLog(servers.kafka(), servers.registry(), InstantSource.system(), shareOfFirst)) {
                facts = log.write(factsMax, WRITING_MAX);
            }
            return finding.of(cluster, facts);
        }
    }

    /** @return the ratio to copying */
    private static double rocksDb(Cluster cluster, int facts, Figures figures) throws Exception {
        return median(valid(rounds(cluster, cluster.metering(), facts, figures)), Round::ratio);
    }

    /** After those that warm up. */
    private static List<Round> rounds(Cluster cluster, FlinkRuns.Job metering, int facts, Figures figures)
            throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= ROUNDS; round++) {
            Round measured = cluster.round(metering, Instant.EPOCH, facts);
            tell(round, measured, figures);
            if (round > 0) {
                rounds.add(measured);
            }
        }
        return rounds;
    }

    private static void tell(int round, Round measured, Figures figures) {
        figures.progress(String.format(
                "round %d%s: metering %,.0f, copying %,.0f, reading %,.0f events/s; CPU %.2f, %.2f, %.2f s per million",
                round,
                round <= 0 ? " (to warm up)" : measured.isVoid() ? " (void)" : "",
                measured.metering.perSecond,
                measured.copy.perSecond,
                measured.read.perSecond,
                measured.metering.cpuPerMillion,
                measured.copy.cpuPerMillion,
                measured.read.cpuPerMillion));
    }

    private static double report(String what, List<Round> all, Figures figures) {
        List<Round> valid = valid(all);
        boolean allVoid = all.stream().allMatch(Round::isVoid);
        String voided = allVoid
                ? String.format(
                        ", void: at %.2f of reading", median(all, round -> round.copy.perSecond / round.read.perSecond))
                : "";
        double ratio = median(valid, Round::ratio);
        figures.figure(
                what + "_ratio",
                ratio,
                "ratio",
                String.format("copying job %.0f events/s%s", median(valid, round -> round.copy.perSecond), voided));
        if (allVoid) {
            figures.figure(
                    what + "_ratio_to_least",
                    median(all, round -> round.metering.perSecond / (COPY_LEAST * round.read.perSecond)),
                    "ratio",
                    String.format("the slowest copying job that is not void, %.2f of reading", COPY_LEAST));
        }
        figures.figure(what + "_events_per_s", median(valid, round -> round.metering.perSecond), "events/s");
        figures.figure(
                what + "_cpu_s_per_million",
                median(valid, round -> round.metering.cpuPerMillion),
                "s",
                String.format("copying job %.2f s", median(valid, round -> round.copy.cpuPerMillion)));
        return ratio;
    }

    private static List<Round> valid(List<Round> all) {
        List<Round> valid = all.stream().filter(round -> !round.isVoid()).toList();
        return valid.isEmpty() ? all : valid;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Median.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    /** @param cpuPerMillion seconds of processor time that the task process took for a million events */
    record Run(double perSecond, double cpuPerMillion) {}

    /** The same facts by three jobs. */
    record Round(Run metering, Run copy, Run read) {
        double ratio() {
            return metering.perSecond / copy.perSecond;
        }

        boolean isVoid() {
            return copy.perSecond < COPY_LEAST * read.perSecond;
        }
    }
}
