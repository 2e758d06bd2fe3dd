package io.matrixplatform.api.metering.live;

import static io.matrixplatform.api.testing.Conclusions.rollup;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.platform.BoundedRocks;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topics;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.Folding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTopologyTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:07:30Z");
    private static final Instant MINUTE = Instant.parse("2026-11-20T12:06:00Z");
    private static final Slice MINI = slice("ten_a", "{\"model\":\"mini\"}");
    private static final Slice LARGE = slice("ten_a", "{\"model\":\"large\"}");

    @TempDir
    private Path folder;

    private final LiveBoard board = new LiveBoard();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> topic;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        driver = new TopologyTestDriver(
                LiveTopology.build(board, new CatchUp(Map.of()), FakeRegistry.client(), () -> NOW), settings);
        topic = driver.createInputTopic(
                Topics.METERING_USAGE_ROLLUPS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void sumsTheRollupsOfATenantsMeterPerMinuteExactly() {
        hear(MINI, MINUTE, "0.000000000000000001", 1);
        hear(LARGE, MINUTE, "99999999999999999999", 1);
        hear(MINI, MINUTE.minusSeconds(60), "3", 1);

        assertThat(board.of("ten_a"))
                .extracting(LiveMinute::toJson)
                .containsExactly(
                        json("2026-11-20T12:06:00Z", "99999999999999999999.000000000000000001"),
                        json("2026-11-20T12:05:00Z", "3"));
    }

    @Test
    void putsTheNewerWordInThePlaceOfTheOlderAndTakesAnOlderOrRepeatedOneAsNothing() {
        hear(MINI, MINUTE, "5", 2);
        hear(LARGE, MINUTE, "10", 2);
        hear(MINI, MINUTE, "7.5", 3);
        hear(MINI, MINUTE, "5", 2);
        hear(MINI, MINUTE, "7.5", 3);
        hear(MINI, MINUTE, "1", 1);

        assertThat(quantities("ten_a")).containsExactly("17.5");
    }

    @Test
    void letsAJobThatStartedOverCountDownAgain() {
        hear(MINI, MINUTE, "5", 2);
        hear(MINI, MINUTE, "2", 3);

        assertThat(quantities("ten_a")).containsExactly("2");
    }

    @Test
    void keepsTenantsApart() {
        hear(MINI, MINUTE, "5", 1);
        hear(slice("ten_b", "{\"model\":\"mini\"}"), MINUTE, "8", 1);

        assertThat(quantities("ten_a")).containsExactly("5");
        assertThat(quantities("ten_b")).containsExactly("8");
        assertThat(board.takeChanged()).containsOnlyKeys("ten_a", "ten_b");
        assertThat(board.takeChanged()).isEmpty();
    }

    @Test
    void leavesMinutesThatAreNotOfTheLastHourToHistory() {
        Instant now = NOW.minus(LiveTopology.KEPT);
        hear(slice(now), now.minusSeconds(31), "1", 1);
        hear(slice(now), now.plusSeconds(30), "2", 1);
        Instant ahead = NOW.plus(Duration.ofMinutes(7)).plusSeconds(30);
        hear(slice(ahead), ahead, "4", 1);

        assertThat(quantities("ten_a")).containsExactly("2");
    }

    @Test
    void leavesWhatDoesNotAddUpToQueries() {
        Fold greatest = Folding.of(Aggregation.MAX).start();
        topic.pipeInput(new byte[0], rollup(MINI, MINUTE, "9", greatest, 1, 1).value(), NOW);
        hear(LARGE, MINUTE, "5", 1);

        assertThat(quantities("ten_a")).containsExactly("5");
    }

    @Test
    void goesOnAfterARecordThatCannotBeRead() {
        topic.pipeInput(new byte[0], new byte[] {1, 2, 3});
        hear(MINI, MINUTE, "5", 1);

        assertThat(quantities("ten_a")).containsExactly("5");
    }

    @Test
    void hasCaughtUpWhenTheLastOffsetOfEachPartitionHasPassed() {
        CatchUp catchUp = new CatchUp(Map.of(0, 5L, 2, 0L));

        catchUp.passed(2, 0);
        catchUp.passed(0, 4);
        assertThat(catchUp.isDone()).isFalse();
        catchUp.passed(0, 6);

        assertThat(catchUp.isDone()).isTrue();
    }

    @Test
    void forgetsWhatIsNoLongerOfTheLastHour() {
        hear(MINI, MINUTE, "5", 1);
        hear(MINI, MINUTE.plusSeconds(60), "6", 1);

        board.forgetBefore(MINUTE.plusSeconds(60).toEpochMilli());

        assertThat(quantities("ten_a")).containsExactly("6");
    }

    private void hear(Slice slice, Instant minute, String quantity, long orderNumber) {
        topic.pipeInput(
                new byte[0], rollup(slice, minute, quantity, 1, orderNumber).value(), NOW);
    }

    private List<String> quantities(String tenant) {
        return board.of(tenant).stream()
                .map(minute -> minute.quantity().stripTrailingZeros().toPlainString())
                .toList();
    }

    private static String json(String minute, String quantity) {
        return "{\"meter\":\"api.calls\",\"minute\":\"" + minute + "\",\"quantity\":\"" + quantity
                + "\",\"at\":\"2026-11-20T12:07:30Z\"}";
    }

    private static Slice slice(String tenant, String dimensions) {
        return new Slice(tenant, null, "api.calls", dimensions, Slice.startOf(MINUTE));
    }

    private static Slice slice(Instant moment) {
        return new Slice("ten_a", null, "api.calls", "{}", Slice.startOf(moment));
    }
}
