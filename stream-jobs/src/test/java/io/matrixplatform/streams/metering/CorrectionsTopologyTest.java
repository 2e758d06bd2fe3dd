package io.matrixplatform.streams.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.platform.Outgoing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections and quarantine come to the same in every order that the log allows, after every restart and every replay. */
@Timeout(120)
@ExtendWith(TestJob.Forgotten.class)
class CorrectionsTopologyTest {
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(METRICS.addToConfiguration(MeteringTopologyTest.uploadsUnderTarget()))
            .build());

    /** Fates that this traffic has none of. */
    private static final Set<String> ELSEWHERE = Set.of("unmetered", "dead", "frame");

    private final CorrectedTraffic traffic = new CorrectedTraffic(42, 2_500);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void concludesTheSameFromEveryInterleavingOfFactsAndDecisions(long seed) throws Exception {
        TestJob job = job(seed);
        run(job, 2, 0, "hashmap");

        assertThat(Upserts.of(job.published()).differencesFrom(traffic.expected()))
                .isEmpty();
        assertThat(traffic.expected().values()).anyMatch(quantity -> quantity < 0);
    }

    @Test
    void concludesTheSameFromAReplayAfterEverythingWasPublishedOnce() throws Exception {
        TestJob one = job(1);
        TestJob other = job(2);
        run(one, 2, 0, "hashmap");
        run(other, 3, 0, "hashmap");
        List<Outgoing> published = new ArrayList<>(one.published());
        published.addAll(other.published());

        assertThat(Upserts.of(published).differencesFrom(traffic.expected())).isEmpty();
        assertThat(held(other.published())).isEqualTo(held(one.published())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hashmap,40", "hashmap,1500", "rocksdb,2200"})
    void concludesTheSameAfterAFailure(String backend, int failAt) throws Exception {
        TestJob job = job(5).failingAt(failAt);
        run(job, 2, 2_000, backend);

        assertThat(Upserts.of(job.published()).differencesFrom(traffic.expected()))
                .isEmpty();
    }

    @Test
    void givesEveryRecordExactlyOneFate() throws Exception {
        TestJob job = job(7);
        JobID id = run(job, 2, 0, "hashmap");

        Map<String, Long> fates = fates(id);
        assertThat(fates).isEqualTo(traffic.fates());
        assertThat(total(fates)).isEqualTo(traffic.size());
        assertThat(TestJob.values(job.published(), UsageConflict.class))
                .hasSize(fates.getOrDefault("conflict", 0L).intValue());
        assertThat(fates)
                .allSatisfy((fate, count) ->
                        assertThat(count).as(fate).matches(number -> number > 0 || ELSEWHERE.contains(fate)));
    }

    @ParameterizedTest
    @CsvSource({"8,1,-1", "9,2,40", "10,3,1300", "11,2,2400"})
    void balancesAtEveryCheckpointAndComesToTheSameFatesThroughAFailure(long seed, int parallelism, int failAt)
            throws Exception {
        TestJob job = job(seed).failingAt(failAt).pausingAt(traffic.size());
        JobClient running = start(job, parallelism, 4_000, "hashmap");
        MeteringProgress whole = job.awaitProgress(traffic.size());
        job.readOn();
        running.getJobExecutionResult().get();

        List<MeteringProgress> said = TestJob.values(job.published(), MeteringProgress.class);
        assertThat(said)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.getRecordsIn())
                        .isEqualTo(total(each.getFates()))
                        .isLessThanOrEqualTo(traffic.size()));
        assertThat(said).extracting(MeteringProgress::getRecordsIn).isSorted();
        assertThat(whole.getFates()).isEqualTo(traffic.fates());
    }

    private static long total(Map<String, Long> fates) {
        return fates.values().stream().mapToLong(count -> count).sum();
    }

    private TestJob job(long seed) {
        return new TestJob(traffic.interleaved(seed)).checkedBy(CorrectedTraffic.RULE);
    }

    private static List<String> held(List<Outgoing> published) {
        return TestJob.values(published, QuarantinedCall.class).stream()
                .map(call -> call.getFactPartition() + "-" + call.getFactOffset() + " " + call.getCall())
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Long> fates(JobID job) {
        Map<String, Long> fates = new HashMap<>();
        for (Fate fate : Fate.values()) {
            String name = fate.name().toLowerCase(Locale.ROOT);
            fates.put(
                    name,
                    METRICS.getMetricsByGroup().entrySet().stream()
                            .filter(group -> job.toString()
                                    .equals(group.getKey().getAllVariables().get("<job_id>")))
                            .filter(group ->
                                    name.equals(group.getKey().getAllVariables().get("<fate>")))
                            .flatMap(group -> group.getValue().entrySet().stream())
                            .filter(metric -> metric.getKey().equals("metering_facts_total"))
                            .mapToLong(metric -> ((Counter) metric.getValue()).getCount())
                            .sum());
        }
        return fates;
    }

    private JobID run(TestJob job, int parallelism, int factsPerSecond, String backend) throws Exception {
        return start(job, parallelism, factsPerSecond, backend)
                .getJobExecutionResult()
                .get()
                .getJobID();
    }

    private JobClient start(TestJob job, int parallelism, int factsPerSecond, String backend) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
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
        job.build(env, factsPerSecond);
        return env.executeAsync();
    }
}
