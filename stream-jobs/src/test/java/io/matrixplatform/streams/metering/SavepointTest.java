package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.platform.Outgoing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * State that earlier versions of the job have left: each goes on from it. A version's savepoint is taken with {@code
 * -Drelease.state=NAME} and kept in {@code src/test/resources/savepoints}, one small file each.
 */
@Timeout(120)
@ExtendWith(TestJob.Forgotten.class)
class SavepointTest {
    private static final Path KEPT = Path.of("src/test/resources/savepoints");
    private static final int FACTS = 240;
    private static final int BEFORE = 120;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .setConfiguration(MeteringTopologyTest.uploadsUnderTarget())
            .build());

    private final Traffic traffic = new Traffic(7, FACTS);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"counts-and-sums,hashmap", "counts-and-sums,rocksdb"})
    void goesOnFromTheStateOfAnEarlierVersion(String version, String backend) throws Exception {
        List<FactRecord> log = traffic.interleaved(1);
        TestJob earlier = new TestJob(log.subList(0, BEFORE));
        StreamExecutionEnvironment first = environment(new Configuration());
        earlier.build(first, 0);
        first.execute();
        List<Outgoing> published = new ArrayList<>(earlier.published());

        TestJob job = new TestJob(log);
        StreamExecutionEnvironment env = environment(new Configuration()
                .set(StateBackendOptions.STATE_BACKEND, backend)
                .set(
                        StateRecoveryOptions.SAVEPOINT_PATH,
                        KEPT.resolve(version).toUri().toString()));
        job.build(env, 0);
        env.execute();
        published.addAll(job.published());

        assertThat(job.read()).as("facts read after the savepoint").isEqualTo(FACTS - BEFORE);
        assertThat(Upserts.of(published).differencesFrom(traffic.expected())).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "release.state", matches = ".+")
    void keepsTheStateOfThisVersion(@InjectMiniCluster MiniCluster cluster) throws Exception {
        TestJob job = new TestJob(traffic.interleaved(1)).pausingAt(BEFORE);
        StreamExecutionEnvironment env = environment(new Configuration());
        job.build(env, 0);
        JobClient running = env.executeAsync();
        MeteringTopologyTest.awaitRunning(cluster, running.getJobID());
        job.awaitRead(BEFORE);
        String taken = running.stopWithSavepoint(false, folder.toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        job.readOn();

        Path target = Files.createDirectories(KEPT.resolve(requireNonNull(System.getProperty("release.state"))));
        try (var files = Files.list(Path.of(java.net.URI.create(taken)))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("_metadata");
        }
        Files.copy(Path.of(java.net.URI.create(taken)).resolve("_metadata"), target.resolve("_metadata"));
    }

    private StreamExecutionEnvironment environment(Configuration extra) {
        Configuration inOneFile =
                new Configuration(extra).set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        return MeteringTopologyTest.environment(folder, 2, inOneFile);
    }
}
