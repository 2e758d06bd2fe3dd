package io.matrixplatform.bench.metering;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Latencies;
import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * What the metering job's state costs that knows 20 million identities: bytes of each, and how long a checkpoint takes while it goes
 * on at full speed.
 */
public final class MeteringStateBenchmark implements Benchmark {
    private static final int KNOWN = 20_000_000;
    private static final int AFTER = 24_000_000;
    private static final Duration WRITING_MAX = Duration.ofMinutes(3);
    private static final double PERCENT = 95;
    private static final double BILLION = 1_000_000_000;
    private static final double GIB = 1L << 30;

    private final Site site;

    public MeteringStateBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "metering-state";
    }

    @Override
    public String summary() {
        return "the metering job's state with 20 million identities: bytes a fact, time of a checkpoint";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            Cluster cluster = Cluster.of(servers, site);
            int distinct;
            try (FactLog log = new FactLog(servers.kafka(), servers.registry(), InstantSource.system(), 0.5)) {
                figures.progress(String.format("wrote %,d facts", log.write(KNOWN + AFTER, WRITING_MAX)));
                distinct = log.distinct();
            }
            cluster.start();
            FlinkRuns.Going job = cluster.flink().begin(cluster.unending());
            job.await(KNOWN);
            Instant known = Instant.ofEpochMilli(System.currentTimeMillis());
            figures.progress(String.format("the job knows %,d", KNOWN));
            job.await(KNOWN + AFTER);
            Latencies checkpoints = job.checkpointsSince(known);
            long bytes = size(job.stop(site.folders().run()));
            double each = (double) bytes / distinct;
            figures.figure(
                    "dedupe_bytes_per_fact",
                    each,
                    "bytes",
                    String.format("all files of a native savepoint with %,d identities", distinct));
            figures.figure(
                    "checkpoint_p95_ms",
                    checkpoints.percentile(PERCENT),
                    "ms",
                    String.format("%d checkpoints, median %.0f ms", checkpoints.size(), checkpoints.percentile(50)));
            figures.figure("state_gib_per_billion", each * BILLION / GIB, "GiB");
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
