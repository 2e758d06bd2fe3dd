package io.matrixplatform.api.metering.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RawLogTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TopicPartition CALLS = new TopicPartition(Topics.METERING_API_CALLS.name(), 0);
    private static final TopicPartition EVENTS = new TopicPartition(Topics.METERING_USAGE_EVENTS.name(), 0);

    private final MockConsumer<byte[], byte[]> kafka = new LogOfOnePartitionEach();

    @Test
    void readsUpToTheEndAsItWasAndLeavesOutWhatIsNoFact() {
        kafka.schedulePollTask(() -> {
            kafka.addRecord(call(0, "a"));
            kafka.addRecord(new ConsumerRecord<>(CALLS.topic(), 0, 1, new byte[0], new byte[] {7}));
            kafka.addRecord(call(2, "b"));
            kafka.addRecord(call(3, "after the end"));
        });
        kafka.updateEndOffsets(Map.of(CALLS, 3L, EVENTS, 0L));

        assertThat(read(new RecountLimits(10, 10, Duration.ofSeconds(10)))).containsExactly("a", "b");
    }

    @Test
    void refusesALogThatIsTooLongBeforeReadingIt() {
        kafka.updateEndOffsets(Map.of(CALLS, 11L, EVENTS, 0L));

        assertThatThrownBy(() -> read(new RecountLimits(10, 10, Duration.ofSeconds(10))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("11 records");
    }

    @Test
    void readsTheRecentFactsOfOneKind() {
        kafka.schedulePollTask(() -> {
            kafka.addRecord(call(0, "a"));
            kafka.addRecord(call(1, "b"));
        });
        kafka.updateEndOffsets(Map.of(CALLS, 2L, EVENTS, 0L));
        List<String> read = new ArrayList<>();

        Instant from = log(new RecountLimits(1, 1, Duration.ofSeconds(1)))
                .readRecent(Topics.METERING_API_CALLS, NOON, fact -> read.add(fact.eventId()));

        assertThat(read).containsExactly("a", "b");
        assertThat(from).isEqualTo(NOON);
    }

    private RawLog log(RecountLimits limits) {
        return new RawLog(() -> kafka, FakeRegistry.client(), limits, InstantSource.system());
    }

    private List<String> read(RecountLimits limits) {
        List<String> read = new ArrayList<>();
        log(limits).read(NOON, fact -> read.add(fact.eventId()));
        return read;
    }

    private static ConsumerRecord<byte[], byte[]> call(long offset, String eventId) {
        ApiCall call = ApiCall.newBuilder()
                .setEventId(eventId)
                .setTenantId("ten_a")
                .setSource("s")
                .setOccurredAt(NOON)
                .setRecordedAt(NOON)
                .setKeyId("key_a")
                .setModel("m")
                .setRoute("r")
                .setStatus(200)
                .setLatencyMs(1)
                .build();
        byte[] value = new RecordEncoder<ApiCall>(Topics.METERING_API_CALLS, FakeRegistry.client()).encode(call);
        return new ConsumerRecord<>(CALLS.topic(), 0, offset, new byte[0], value);
    }

    /** The time look-up is what Kafka's own stand-in lacks: here the log begins at the time asked for. */
    private static final class LogOfOnePartitionEach extends MockConsumer<byte[], byte[]> {
        LogOfOnePartitionEach() {
            super("none");
            Node node = new Node(0, "localhost", 1);
            Stream.of(CALLS, EVENTS)
                    .forEach(partition -> updatePartitions(
                            partition.topic(),
                            List.of(new PartitionInfo(
                                    partition.topic(), 0, node, new Node[] {node}, new Node[] {node}))));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            return Map.of(CALLS, new OffsetAndTimestamp(0, NOON.toEpochMilli()));
        }
    }
}
