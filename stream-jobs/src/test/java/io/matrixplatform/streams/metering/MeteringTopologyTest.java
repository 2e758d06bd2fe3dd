package io.matrixplatform.streams.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.platform.Outgoing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@ExtendWith(TestJob.Forgotten.class)
class MeteringTopologyTest {
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(METRICS.addToConfiguration(uploadsUnderTarget()))
            .build());

    /** For every cluster of these tests: the web server would make a folder in the system's own and leave it there. */
    static Configuration uploadsUnderTarget() {
        return new Configuration()
                .set(WebOptions.UPLOAD_DIR, Path.of("target").toAbsolutePath().toString());
    }

    private final Traffic traffic = new Traffic(42, 3_000);

    @TempDir
    Path folder;

    /** A job that a failed test leaves behind would hold the slots that the next one waits for. */
    @AfterEach
    void cancelWhatStillRuns(@InjectMiniCluster MiniCluster cluster) throws Exception {
        for (JobStatusMessage job : cluster.listJobs().get()) {
            if (!job.getJobState().isGloballyTerminalState()) {
                cluster.cancelJob(job.getJobId()).get();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void concludesTheSameFromEveryInterleavingOfThePartitions(long seed) throws Exception {
        List<Outgoing> published = run(traffic.interleaved(seed), 2);

        assertThat(Upserts.of(published).differencesFrom(traffic.expected())).isEmpty();
        assertThat(TestJob.values(published, UsageConflict.class)).hasSize(traffic.conflicts());
    }

    @Test
    void concludesTheSameFromAReplayAfterEverythingWasPublishedOnce() throws Exception {
        List<Outgoing> published = new ArrayList<>(run(traffic.interleaved(1), 2));
        published.addAll(run(traffic.interleaved(2), 3));

        assertThat(Upserts.of(published).differencesFrom(traffic.expected())).isEmpty();
    }

    @Test
    void balancesLedgerAndLateLaneWithTheRollups() throws Exception {
        Upserts upserts = Upserts.of(run(traffic.interleaved(1), 2));

        assertThat(upserts.sum("ledger") + upserts.sum("late")).isEqualTo(upserts.sum("rollup"));
        assertThat(upserts.facts("ledger") + upserts.facts("late")).isEqualTo(traffic.distinct());
        assertThat(upserts.facts("late")).isEqualTo(traffic.late()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_500, 2_999})
    void concludesTheSameAfterAStopAndARestoreAtAnotherParallelism(
            int stopAfter, @InjectMiniCluster MiniCluster cluster) throws Exception {
        TestJob job = new TestJob(traffic.interleaved(4)).pausingAt(stopAfter);
        StreamExecutionEnvironment first = environment(2, new Configuration());
        job.build(first, 0);
        JobClient running = first.executeAsync();
        awaitRunning(cluster, running.getJobID());
        job.awaitRead(stopAfter);
        String savepoint = running.stopWithSavepoint(false, folder.toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        assertThat(job.read()).isEqualTo(stopAfter);
        job.readOn();

        StreamExecutionEnvironment second =
                environment(3, new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
        job.build(second, 0);
        second.execute();

        assertThat(Upserts.of(job.published()).differencesFrom(traffic.expected()))
                .isEmpty();
        assertThat(job.read()).isEqualTo(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void losesAndDoublesNothingWhileItIsRescaled(String backend, @InjectMiniCluster MiniCluster cluster)
            throws Exception {
        TestJob job = new TestJob(traffic.interleaved(5)).pausingAt(700);
        Configuration settings = new Configuration().set(StateBackendOptions.STATE_BACKEND, backend);
        long stopAfter = 700;
        for (int parallelism : List.of(1, 2, 4)) {
            StreamExecutionEnvironment env = environment(parallelism, settings);
            job.build(env, 0);
            JobClient running = env.executeAsync();
            awaitRunning(cluster, running.getJobID());
            job.awaitRead(stopAfter);
            String savepoint = running.stopWithSavepoint(false, folder.toString(), SavepointFormatType.CANONICAL)
                    .get(60, TimeUnit.SECONDS);
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            stopAfter += 700;
            job.readOnUntil(stopAfter);
        }
        job.readOn();

        StreamExecutionEnvironment last = environment(2, settings);
        job.build(last, 0);
        last.execute();

        assertThat(Upserts.of(job.published()).differencesFrom(traffic.expected()))
                .isEmpty();
        assertThat(job.read()).isEqualTo(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void concludesTheSameAfterAFailure(String backend) throws Exception {
        TestJob job = new TestJob(traffic.interleaved(5)).failingAt(2_000);
        StreamExecutionEnvironment env =
                environment(2, new Configuration().set(StateBackendOptions.STATE_BACKEND, backend));
        job.build(env, 2_000);
        env.execute();

        assertThat(job.read()).as("some facts were read again").isGreaterThan(3_000);
        assertThat(Upserts.of(job.published()).differencesFrom(traffic.expected()))
                .isEmpty();
    }

    @Test
    void publishesProgressOnlyAfterWhatItSpeaksOf() throws Exception {
        TestJob job = new TestJob(traffic.interleaved(6)).pausingAt(1_500);
        StreamExecutionEnvironment env = environment(2, new Configuration());
        job.build(env, 0);
        JobClient client = env.executeAsync();
        job.awaitPublished(MeteringProgress.class);
        job.readOn();
        client.getJobExecutionResult().get();

        List<Outgoing> published = job.published();
        List<MeteringProgress> progress = TestJob.values(published, MeteringProgress.class);
        assertThat(progress).isNotEmpty();
        for (int i = 0; i < published.size(); i++) {
            if (published.get(i).value() instanceof MeteringProgress said) {
                assertThat(Upserts.of(published.subList(0, i)).facts("rollup"))
                        .isGreaterThanOrEqualTo(traffic.distinctRecordedBefore(said.getProcessedThrough()));
            }
        }
    }

    @Test
    void givesEveryFactExactlyOneFate() throws Exception {
        TestJob job = new TestJob(traffic.interleaved(7));
        StreamExecutionEnvironment env = environment(2, new Configuration());
        job.build(env, 0);
        JobID id = env.execute().getJobID();

        assertThat(in(id)).isEqualTo(3_000);
        assertThat(fate(id, "counted") + fate(id, "late")).isEqualTo(traffic.distinct());
        assertThat(fate(id, "late")).isEqualTo(traffic.late());
        assertThat(fate(id, "repeat")).isEqualTo(traffic.repeats());
        assertThat(fate(id, "conflict")).isEqualTo(traffic.conflicts());
        assertThat(Stream.of(Fate.values())
                        .mapToLong(fate -> fate(id, fate.name().toLowerCase(Locale.ROOT)))
                        .sum())
                .isEqualTo(3_000);
    }

    private static long in(JobID job) {
        return sum(job, "metering_facts_in_total", Map.of());
    }

    private static long fate(JobID job, String fate) {
        return sum(job, "metering_facts_total", Map.of("<fate>", fate));
    }

    private static long sum(JobID job, String name, Map<String, String> labels) {
        return METRICS.getMetricsByGroup().entrySet().stream()
                .filter(group ->
                        job.toString().equals(group.getKey().getAllVariables().get("<job_id>")))
                .filter(group -> group.getKey().getAllVariables().entrySet().containsAll(labels.entrySet()))
                .flatMap(group -> group.getValue().entrySet().stream())
                .filter(metric -> metric.getKey().equals(name))
                .mapToLong(metric -> ((Counter) metric.getValue()).getCount())
                .sum();
    }

    /**
     * Until every task runs and the bounded stream of meters has ended: a savepoint is refused while a task is still being
     * started, and may be while one is ending.
     */
    static void awaitRunning(MiniCluster cluster, JobID job) throws Exception {
        Set<ExecutionState> settled = EnumSet.of(ExecutionState.RUNNING, ExecutionState.FINISHED);
        Set<ExecutionState> seen;
        do {
            Thread.sleep(10);
            seen = EnumSet.noneOf(ExecutionState.class);
            for (AccessExecutionVertex task :
                    cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
                seen.add(task.getExecutionState());
            }
        } while (!seen.equals(settled));
    }

    private List<Outgoing> run(List<FactRecord> log, int parallelism) throws Exception {
        TestJob job = new TestJob(log);
        StreamExecutionEnvironment env = environment(parallelism, new Configuration());
        job.build(env, 0);
        env.execute();
        return job.published();
    }

    private StreamExecutionEnvironment environment(int parallelism, Configuration extra) {
        return environment(folder, parallelism, extra);
    }

    static StreamExecutionEnvironment environment(Path folder, int parallelism, Configuration extra) {
        Configuration configuration = new Configuration(extra);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        return env;
    }
}
