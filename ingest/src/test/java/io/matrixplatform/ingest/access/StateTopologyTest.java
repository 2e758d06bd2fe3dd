package io.matrixplatform.ingest.access;

import static io.matrixplatform.ingest.access.KnownKeys.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.model.access.ApiKeySecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateTopologyTest {
    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    private final FakeRegistry registry = new FakeRegistry();
    private final KnownKeys keys = new KnownKeys(registry.client());
    private final KeyTable table = keys.table();
    private final TopologyTestDriver driver = new TopologyTestDriver(StateTopology.build(List.of(table)));
    private final ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
    private TestInputTopic<String, byte[]> topic;

    @BeforeEach
    void open() {
        topic = driver.createInputTopic(
                Topics.ACCESS_API_KEY_STATE.name(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        driver.close();
        registry.close();
    }

    @Test
    void knowsAKeyByItsHash() {
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 1, null, null, "usage:write")));

        KnownKey key = table.find(secret).orElseThrow();
        assertThat(key.keyId()).isEqualTo(KnownKeys.KEY);
        assertThat(key.tenantId()).isEqualTo(KnownKeys.TENANT);
        assertThat(key.subscriptionId()).isEqualTo("sub_0000000000000000000003");
        assertThat(key.mayWriteUsage()).isTrue();
        assertThat(driver.getKeyValueStore(Topics.ACCESS_API_KEY_STATE.name()).get(secret.hash()))
                .as("what is kept twice")
                .isNull();
    }

    @Test
    void isNotTalkedBackIntoARevokedKeyByAnOlderState() {
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 2, null, NOON, "usage:write")));
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 1, null, null, "usage:write")));

        assertThat(table.find(secret).orElseThrow().isUsableAt(NOON)).isFalse();
    }

    @Test
    void takesTheSameVersionAgain() {
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 1, null, null, "usage:read")));
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 1, null, null, "usage:write")));

        assertThat(table.find(secret).orElseThrow().mayWriteUsage()).isTrue();
    }

    @Test
    void forgetsAKeyThatWasDeleted() {
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 1, null, null, "usage:write")));
        topic.pipeInput(secret.hash(), (byte[]) null);

        assertThat(table.find(secret)).isEmpty();
    }

    @Test
    void tellsItsAgeByTheNewestHeartbeat() {
        topic.pipeInput(KeyTable.HEARTBEAT, null, NOON);
        topic.pipeInput(KeyTable.HEARTBEAT, null, NOON.minusSeconds(9));

        assertThat(table.age(NOON.plusSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(table.size()).isZero();
    }

    @Test
    void countsAsVeryOldWhileThereWasNoHeartbeat() {
        assertThat(table.age(NOON)).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void keepsWhatItHadWhenARecordCannotBeRead() {
        topic.pipeInput(secret.hash(), keys.bytes(state(secret, 1, null, null, "usage:write")));
        topic.pipeInput(secret.hash(), new byte[] {1, 2, 3});

        assertThat(table.find(secret)).isPresent();
    }
}
