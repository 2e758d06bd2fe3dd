package io.matrixplatform.streams.metering;

import io.matrixplatform.streams.metering.facts.FactRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * Metering, run once in a process that is to be warm when it is needed: on calls of nobody and those recorded lately, with
 * checkpoints, a failure, and going on from one of them. Nothing is said of what it comes to, and nothing of it remains.
 */
final class Rehearsal {
    private static final long CALLS = 300_000;
    private static final long FAILS_AT = 150_000;
    private static final int PARALLELISM = 2;
    private static final Duration RECORDED_LATELY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final MemorySize MEMORY = MemorySize.ofMebiBytes(64);
    private static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

    private final Path folder;
    private final Configuration settings;
    private final MeteringConfig config;

    /**
     * @param cluster what the process is told as a part of it
     * @param folder where state is kept meanwhile
     */
    Rehearsal(Configuration cluster, Path folder, String kafkaBootstrap, String registryUrl) {
        this.folder = folder.resolve("rehearsal");
        this.settings = new Configuration(cluster);
        settings.removeConfig(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID);
        settings.set(RestOptions.PORT, 0);
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(BlobServerOptions.PORT, "0");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MEMORY);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, this.folder.toUri().toString());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        this.config = new MeteringConfig(kafkaBootstrap, registryUrl, PARALLELISM, Duration.ofSeconds(2), true);
    }

    /**
     * @param goesOn asked again and again; the rehearsal is broken off when it must not
     * @param longest the same
     */
    void run(InstantSource clock, BooleanSupplier goesOn, Duration longest) throws Exception {
        long end = System.nanoTime() + longest.toNanos();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings);
        long now = clock.millis();
        DataStream<FactRecord> calls = env.fromSequence(0, CALLS - 1)
                .map(Rehearsal::failingOnce)
                .map(new RehearsedCalls(config.registryUrl(), now))
                .returns(FactRecord.TYPE)
                .assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks());
        MeteringJob.assembleSilently(env, config, now - RECORDED_LATELY.toMillis(), calls);
        JobClient job = env.executeAsync("rehearsal");
        try {
            while (!isOver(job) && goesOn.getAsBoolean() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            }
        } finally {
            if (!isOver(job)) {
                job.cancel().get();
            }
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private static boolean isOver(JobClient job) throws InterruptedException {
        try {
            return job.getJobStatus().get(1, TimeUnit.SECONDS).isGloballyTerminalState();
        } catch (ExecutionException | TimeoutException | IllegalStateException gone) {
            // With a job its cluster ends.
            return true;
        }
    }

    private static Long failingOnce(Long number) {
        if (number == FAILS_AT && !HAS_FAILED.getAndSet(true)) {
            throw new IllegalStateException("rehearsed");
        }
        return number;
    }
}
