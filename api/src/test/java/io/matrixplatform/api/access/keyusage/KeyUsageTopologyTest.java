package io.matrixplatform.api.access.keyusage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.matrixplatform.api.platform.BoundedRocks;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.model.ids.ApiKeyId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyUsageTopologyTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:07:30Z");
    private static final ApiKeyId KEY = new ApiKeyId(new UUID(1, 1));
    private static final ApiKeyId OTHER = new ApiKeyId(new UUID(2, 2));

    @TempDir
    private Path folder;

    private final RecordEncoder<UsageEvent> encoder =
            new RecordEncoder<>(Topics.METERING_USAGE_EVENTS, FakeRegistry.client());
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> topic;
    private KeyUsages usages;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        driver = new TopologyTestDriver(KeyUsageTopology.build(FakeRegistry.client()), settings);
        topic = driver.createInputTopic(
                Topics.METERING_USAGE_EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
        usages = new KeyUsages(() -> List.of(part()), () -> NOW);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void remembersTheMinuteOfTheLastUseWhateverComesTwiceOrOutOfOrder() {
        use(KEY, NOW.minusSeconds(600));
        use(KEY, NOW);
        use(KEY, NOW);
        use(KEY, NOW.minus(Duration.ofHours(3)));

        assertThat(usages.lastUse(KEY)).hasValue(Instant.parse("2026-11-20T12:07:00Z"));
        assertThat(usages.lastUse(OTHER)).isEmpty();
    }

    @Test
    void countsTheFactsOfEachHourAsTheyCame() {
        use(KEY, Instant.parse("2026-11-20T11:00:00Z"));
        use(KEY, Instant.parse("2026-11-20T11:59:59.999Z"));
        use(KEY, Instant.parse("2026-11-20T12:00:00Z"));
        use(OTHER, Instant.parse("2026-11-20T12:00:00Z"));
        use(KEY, Instant.parse("2026-11-20T11:30:00Z"));

        assertThat(usages.of(KEY).hours())
                .containsExactly(
                        new KeyUsage.Hour(Instant.parse("2026-11-20T11:00:00Z"), 3),
                        new KeyUsage.Hour(Instant.parse("2026-11-20T12:00:00Z"), 1));
    }

    @Test
    void showsTwoDaysAndNoMore() {
        use(KEY, NOW.minus(Duration.ofHours(60)));
        use(KEY, NOW.minus(Duration.ofHours(47)));
        use(KEY, NOW);

        assertThat(usages.of(KEY).hours()).extracting(KeyUsage.Hour::facts).containsExactly(1L, 1L);
    }

    @Test
    void goesOnAfterWhatIsNoFact() {
        topic.pipeInput(new byte[0], new byte[] {1, 2, 3}, NOW);
        use(KEY, NOW);

        assertThat(usages.of(KEY).hours()).hasSize(1);
    }

    @Test
    void putsThePartsOfAllPartitionsTogether() {
        use(KEY, NOW);
        KeyUsages twice = new KeyUsages(() -> List.of(part(), part()), () -> NOW);

        assertThat(twice.of(KEY).hours()).extracting(KeyUsage.Hour::facts).containsExactly(2L);
        assertThat(twice.lastUse(KEY)).isEqualTo(usages.lastUse(KEY));
    }

    @Test
    void saysThatItDoesNotKnowInsteadOfCountingNothing() {
        KeyUsages unready = new KeyUsages(List::of, () -> NOW);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> unready.of(KEY));
        assertThat(unready.lastUse(KEY)).isEmpty();
    }

    private KeyUsages.Part part() {
        return new KeyUsages.Part(
                driver.getKeyValueStore(KeyUsageTopology.LAST_USES), driver.getWindowStore(KeyUsageTopology.HOURS));
    }

    private void use(ApiKeyId key, Instant recordedAt) {
        UsageEvent fact = UsageEvent.newBuilder()
                .setEventId("e")
                .setSource("s")
                .setTenantId("ten_a")
                .setKeyId(key.toString())
                .setType("t")
                .setOccurredAt(recordedAt)
                .setRecordedAt(recordedAt)
                .setMeasures(List.of())
                .setDimensions(List.of())
                .build();
        topic.pipeInput(new byte[0], encoder.encode(fact), recordedAt);
    }
}
