package io.matrixplatform.bench.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.metering.MeteringBenchmark.Round;
import io.matrixplatform.bench.metering.MeteringBenchmark.Run;
import io.matrixplatform.bench.metering.job.CopyJob;
import io.matrixplatform.bench.metering.job.ReadJob;
import io.matrixplatform.events.Topics;
import io.matrixplatform.local.layout.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** Flink beside a broker with facts, and the jobs that are compared on it. */
final class Cluster {
    private static final String METERING = "io.matrixplatform.streams.metering.MeteringJob";
    private static final String COPY_TOPIC = "bench.copy";
    private static final String HEAP = "1536m";
    /** Room for the state of one job beside what is left of that of the job before. */
    private static final String HEAP_OF_STATE = "4g";

    private static final int PARALLELISM = 2;
    private static final double MILLION = 1_000_000;
    private static final double NANOS = 1_000_000_000;

    private final Servers servers;
    private final Site site;
    private @Nullable FlinkRuns flink;

    private Cluster(Servers servers, Site site) {
        this.servers = servers;
        this.site = site;
    }

    static Cluster of(Servers servers, Site site) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka()))) {
            NewTopic topic = new NewTopic(COPY_TOPIC, Topics.METERING_API_CALLS.partitions(), (short) 1)
                    .configs(Map.of("compression.type", "lz4", "retention.bytes", "67108864"));
            admin.createTopics(List.of(topic)).all().get();
        }
        return new Cluster(servers, site);
    }

    /** After the facts were written, so that nothing else takes the cores meanwhile. */
    void start() throws Exception {
        start(HEAP);
    }

    /** The same for jobs that have their state on the heap. */
    void startWithRoom() throws Exception {
        start(HEAP_OF_STATE);
    }

    private void start(String heap) throws Exception {
        Path jar = JobJar.write(
                site.folders().module("stream-jobs/target/matrix-stream-jobs.jar"),
                site.folders().run().resolve("bench-jobs.jar"));
        servers.heap("taskmanager", heap);
        // What was compiled for a job is there for the next, so that a short one is measured as a long one
        // goes: the stack takes classes from the process first. Twice as many slots as there, each with as
        // much memory for RocksDB.
        servers.classPath("taskmanager", jar);
        servers.option(
                "taskmanager", "-D", "taskmanager.numberOfTaskSlots=4", "-D", "taskmanager.memory.managed.size=512mb");
        servers.classPath("jobmanager", jar);
        servers.option("jobmanager", "-D", "metrics.fetcher.update-interval=500", "-D", "web.checkpoints.history=1000");
        servers.start("jobmanager", "taskmanager");
        flink = new FlinkRuns(site.ports().url(Port.FLINK_REST), jar);
    }

    FlinkRuns flink() {
        return requireNonNull(flink, "start");
    }

    /** Reads what there is, and ends. */
    FlinkRuns.Job metering() {
        return unending().with("--until-end");
    }

    /** Has to be stopped. */
    FlinkRuns.Job unending() {
        return job(
                METERING,
                "--kafka-bootstrap",
                servers.kafka(),
                "--registry-url",
                site.ports().registryUrl());
    }

    /** @param from nothing recorded before is read by those that copy and only read */
    Round round(FlinkRuns.Job metering, Instant from, int facts) throws Exception {
        return new Round(measure(metering, facts), copy(from, facts), read(from, facts));
    }

    Run copy(Instant from, int facts) throws Exception {
        return measure(job(CopyJob.class.getName(), reading(from)), facts);
    }

    Run read(Instant from, int facts) throws Exception {
        return measure(job(ReadJob.class.getName(), reading(from)), facts);
    }

    private String[] reading(Instant from) {
        return new String[] {
            "--kafka-bootstrap", servers.kafka(),
            "--topic", Topics.METERING_API_CALLS.name(),
            "--from", Long.toString(from.toEpochMilli()),
            "--to", COPY_TOPIC
        };
    }

    /** @param facts that it reads */
    Run measure(FlinkRuns.Job job, int facts) throws Exception {
        Duration before = servers.cpuOfLast();
        double seconds = flink().run(job);
        return run(facts, seconds, servers.cpuOfLast().minus(before));
    }

    /** Of a job that goes on: from when it is found to have read the first facts until it is found to have read so many more. */
    Run measure(FlinkRuns.Going job, long first, int facts) throws Exception {
        long begin = job.await(first);
        long beginNanos = System.nanoTime();
        Duration before = servers.cpuOfLast();
        long end = job.await(first + facts);
        double seconds = (System.nanoTime() - beginNanos) / NANOS;
        return run(end - begin, seconds, servers.cpuOfLast().minus(before));
    }

    private static Run run(long facts, double seconds, Duration cpu) {
        return new Run(facts / seconds, cpu.toNanos() / NANOS / (facts / MILLION));
    }

    private static FlinkRuns.Job job(String mainClass, String... arguments) {
        return new FlinkRuns.Job(mainClass, List.of(arguments), PARALLELISM, Map.of());
    }
}
