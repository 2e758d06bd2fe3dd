package io.matrixplatform.bench.metering;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import io.matrixplatform.events.Topics;
import io.matrixplatform.local.layout.Port;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The metering job on RocksDB against a job that copies the same topic at least once, and one that reads it and drops it:
 * parallelism 2, checkpoints every 5 s, lz4, linger 5 ms, batches of 128 KiB, on the stack's own Flink processes.
 */
public final class MeteringBenchmark implements Benchmark {
    private static final int FACTS_MAX = 2_000_000;
    private static final Duration WRITING_MAX = Duration.ofSeconds(15);
    private static final int ROUNDS_MAX = 5;
    private static final Duration ENOUGH = Duration.ofMinutes(4);

    private static final String METERING = "io.matrixplatform.streams.metering.MeteringJob";
    private static final String JOBS = "io.matrixplatform.bench.metering.job.";
    private static final String COPY_TOPIC = "bench.copy";

    private final Site site;

    public MeteringBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "metering";
    }

    @Override
    public String summary() {
        return "the metering job on RocksDB, against jobs that copy or only read";
    }

    @Override
    public void run(Figures figures) throws Exception {
        long begin = System.nanoTime();
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            createCopyTopic(servers.kafka());
            int facts = new FactLog(servers.kafka(), servers.registry(), InstantSource.system())
                    .write(FACTS_MAX, WRITING_MAX);
            figures.progress(String.format("wrote %,d facts", facts));
            servers.start("jobmanager", "taskmanager");
            FlinkRuns flink = new FlinkRuns(
                    site.ports().url(Port.FLINK_REST),
                    JobJar.write(
                            site.folders().module("stream-jobs/target/matrix-stream-jobs.jar"),
                            site.folders().run().resolve("bench-jobs.jar")));
            figures.progress("warming up");
            round(flink, servers, facts);
            List<Round> rounds = new ArrayList<>();
            while (rounds.size() < ROUNDS_MAX && (rounds.isEmpty() || System.nanoTime() - begin < ENOUGH.toNanos())) {
                Round round = round(flink, servers, facts);
                rounds.add(round);
                figures.progress(String.format(
                        "round %d: metering %.0f, copy %.0f, read and drop %.0f events/s; CPU %.2f, %.2f, %.2f s per million",
                        rounds.size(),
                        round.metering.perSecond,
                        round.copy.perSecond,
                        round.read.perSecond,
                        round.metering.cpuPerMillion,
                        round.copy.cpuPerMillion,
                        round.read.cpuPerMillion));
            }
            report(rounds, figures);
        }
    }

    /** @param cpuPerMillion seconds of processor time that the task process took for a million events */
    private record Run(double perSecond, double cpuPerMillion) {}

    private record Round(Run metering, Run copy, Run read) {}

    private Round round(FlinkRuns flink, Servers servers, int facts) throws Exception {
        String kafka = servers.kafka();
        List<String> read = List.of("--kafka-bootstrap", kafka, "--topic", Topics.METERING_API_CALLS.name());
        List<String> copy = new ArrayList<>(read);
        copy.addAll(List.of("--to", COPY_TOPIC));
        List<String> metering = List.of(
                "--kafka-bootstrap", kafka, "--registry-url", site.ports().registryUrl(), "--until-end");
        return new Round(
                run(flink, METERING, metering, servers, facts),
                run(flink, JOBS + "CopyJob", copy, servers, facts),
                run(flink, JOBS + "ReadJob", read, servers, facts));
    }

    private static Run run(FlinkRuns flink, String job, List<String> arguments, Servers servers, int facts)
            throws Exception {
        Duration before = servers.cpuOfLast();
        double seconds = flink.run(job, arguments);
        Duration taken = servers.cpuOfLast().minus(before);
        return new Run(facts / seconds, taken.toMillis() / 1_000.0 / (facts / 1_000_000.0));
    }

    private static void report(List<Round> rounds, Figures figures) {
        List<Double> metering = perSecond(rounds, Round::metering);
        List<Double> copy = perSecond(rounds, Round::copy);
        List<Double> meteringCpu = cpu(rounds, Round::metering);
        List<Double> copyCpu = cpu(rounds, Round::copy);
        String baseline = String.format("copying job %.0f events/s", Median.of(copy));
        figures.figure("rocksdb_ratio", Median.ofRatios(metering, copy), "ratio", baseline);
        figures.figure("rocksdb_events_per_s", Median.of(metering), "events/s", baseline);
        figures.figure("copy_events_per_s", Median.of(copy), "events/s");
        figures.figure("read_drop_events_per_s", Median.of(perSecond(rounds, Round::read)), "events/s");
        figures.figure("rocksdb_cpu_s_per_million", Median.of(meteringCpu), "s");
        figures.figure("copy_cpu_s_per_million", Median.of(copyCpu), "s");
    }

    private static List<Double> perSecond(List<Round> rounds, Function<Round, Run> job) {
        return rounds.stream().map(job.andThen(Run::perSecond)).toList();
    }

    private static List<Double> cpu(List<Round> rounds, Function<Round, Run> job) {
        return rounds.stream().map(job.andThen(Run::cpuPerMillion)).toList();
    }

    private static void createCopyTopic(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            NewTopic topic = new NewTopic(COPY_TOPIC, Topics.METERING_API_CALLS.partitions(), (short) 1)
                    .configs(Map.of("compression.type", "lz4", "retention.bytes", "67108864"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }
}
