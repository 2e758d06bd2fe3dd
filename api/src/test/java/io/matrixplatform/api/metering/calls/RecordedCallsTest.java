package io.matrixplatform.api.metering.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Identity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedCallsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final String SOURCE = "/inference/edge-1";
    private static final int PARTITIONS = 4;
    private static final TopicPartition PARTITION = new TopicPartition(
            Topics.METERING_API_CALLS.name(), BuiltInPartitioner.partitionForKey(identity("req_1"), PARTITIONS));

    private final Log kafka = new Log();
    private final RecordedCalls calls =
            new RecordedCalls(() -> kafka, FakeRegistry.client(), InstantSource.fixed(NOON));

    @Test
    void findsACallAndWhatCorrectsItAmongOthers() {
        kafka.has(call("req_0", null), call("req_1", null), call("req_2", null), call("req_1", CorrectionKind.CANCEL));

        List<RecordedCall> found = calls.find(TENANT, SOURCE, "req_1", NOON);

        assertThat(found).extracting(RecordedCall::offset).containsExactly(1L, 3L);
        assertThat(found).extracting(RecordedCall::correction).containsExactly(null, "cancel");
        assertThat(found.get(0).partition()).isEqualTo(PARTITION.partition());
        assertThat(found.get(0).inputTokens()).isEqualTo(12);
        assertThat(found.get(0).status()).isEqualTo(200);
    }

    @Test
    void findsNothingOfAnotherTenantOrSource() {
        kafka.has(call("req_1", null));

        assertThat(calls.find(TENANT, "/inference/edge-2", "req_1", NOON)).isEmpty();
        assertThat(calls.find(new TenantId(new UUID(3, 4)), SOURCE, "req_1", NOON))
                .isEmpty();
    }

    @Test
    void findsNothingWhileNothingWasRecordedSince() {
        kafka.startsAt = null;

        assertThat(calls.find(TENANT, SOURCE, "req_1", NOON)).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoCall() {
        kafka.has(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 0, identity("req_1"), new byte[] {7}));

        assertThat(calls.find(TENANT, SOURCE, "req_1", NOON)).isEmpty();
    }

    @Test
    void refusesToReadTooMuch() {
        kafka.updateEndOffsets(ends(200_001));

        assertThatThrownBy(() -> calls.find(TENANT, SOURCE, "req_1", NOON))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("from");
    }

    private static byte[] identity(String eventId) {
        return Identity.of(TENANT.toString(), SOURCE, eventId).toBytes();
    }

    private static ConsumerRecord<byte[], byte[]> call(String eventId, @Nullable CorrectionKind correction) {
        ApiCall call = ApiCall.newBuilder()
                .setEventId(eventId)
                .setTenantId(TENANT.toString())
                .setSource(SOURCE)
                .setOccurredAt(NOON)
                .setRecordedAt(NOON)
                .setKeyId("key_1")
                .setModel("sandbox-small")
                .setRoute("/v1/chat/completions")
                .setStatus(200)
                .setLatencyMs(5)
                .setInputTokens(12)
                .setCorrection(correction)
                .build();
        byte[] value = new RecordEncoder<ApiCall>(Topics.METERING_API_CALLS, FakeRegistry.client()).encode(call);
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 0, identity(eventId), value);
    }

    private static Map<TopicPartition, Long> ends(long end) {
        return IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(each -> new TopicPartition(PARTITION.topic(), each), each -> end));
    }

    /** All that a lookup asks of a consumer; what it has stands in the partition of {@code req_1}. */
    private static final class Log extends MockConsumer<byte[], byte[]> {
        private @Nullable OffsetAndTimestamp startsAt = new OffsetAndTimestamp(0, NOON.toEpochMilli());

        Log() {
            super("earliest");
            Node node = new Node(0, "localhost", 9092);
            updatePartitions(
                    PARTITION.topic(),
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(each -> new PartitionInfo(
                                    PARTITION.topic(), each, node, new Node[] {node}, new Node[] {node}))
                            .toList());
            updateEndOffsets(ends(0));
        }

        @SafeVarargs
        final void has(ConsumerRecord<byte[], byte[]>... records) {
            updateEndOffsets(ends(0));
            updateEndOffsets(Map.of(PARTITION, (long) records.length));
            schedulePollTask(() -> {
                for (int offset = 0; offset < records.length; offset++) {
                    addRecord(new ConsumerRecord<>(
                            PARTITION.topic(),
                            PARTITION.partition(),
                            offset,
                            records[offset].key(),
                            records[offset].value()));
                }
            });
        }

        /** Stays open for the next lookup. */
        @Override
        public synchronized void close() {}

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            return startsAt == null
                    ? Map.of()
                    : times.keySet().stream().collect(Collectors.toMap(each -> each, each -> startsAt));
        }
    }
}
