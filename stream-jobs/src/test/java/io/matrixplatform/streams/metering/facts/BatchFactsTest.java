package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.Facts.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchFactsTest {
    private static final int KEY_GROUPS = 4;

    private OneInputStreamOperatorTestHarness<FactRecord, FactBatch> batches;

    @BeforeEach
    void open() throws Exception {
        batches = new OneInputStreamOperatorTestHarness<>(new BatchFacts(KEY_GROUPS, Duration.ofMillis(20)));
        batches.open();
    }

    @AfterEach
    void close() throws Exception {
        batches.close();
    }

    @Test
    void putsTogetherWhatIsOfOneKeyGroupInTheOrderItCame() throws Exception {
        for (int i = 0; i < 100; i++) {
            add("call-" + i % 40, i);
        }

        batches.prepareSnapshotPreBarrier(1);

        assertThat(passedOn()).hasSize(KEY_GROUPS);
        long records = 0;
        for (FactBatch batch : passedOn()) {
            List<FactRecord> inside = records(batch);
            assertThat(inside).hasSize(batch.count());
            assertThat(inside).extracting(record -> keyGroup(record.judgedBy())).containsOnly(keyGroup(batch.key()));
            assertThat(inside).extracting(record -> record.origin().offset()).isSorted();
            records += inside.size();
        }
        assertThat(records).isEqualTo(100);
    }

    @Test
    void holdsNothingWhenABarrierAWatermarkOrTheEndComes() throws Exception {
        add("a", 0);
        batches.prepareSnapshotPreBarrier(1);
        assertThat(passedOn()).hasSize(1);
        add("b", 1);
        batches.processWatermark(new Watermark(7));
        assertThat(passedOn()).hasSize(2);
        assertThat(batches.getOutput()).last().isEqualTo(new Watermark(7));
        add("c", 2);
        batches.endInput();
        batches.getOneInputOperator().finish();
        assertThat(passedOn()).hasSize(3);
        batches.prepareSnapshotPreBarrier(2);
        assertThat(passedOn()).hasSize(3);
    }

    @Test
    void passesOnWhenTimeIsUp() throws Exception {
        add("a", 0);
        batches.setProcessingTime(19);
        assertThat(passedOn()).isEmpty();

        batches.setProcessingTime(20);

        assertThat(passedOn()).hasSize(1);
    }

    @Test
    void passesOnWhatHasBecomeLarge() throws Exception {
        for (int i = 0; i < 200; i++) {
            add("a", i);
        }

        assertThat(passedOn()).isNotEmpty();
    }

    @Test
    void crossesTheExchangeAsItIs() throws Exception {
        FactRecord dead = Records.dead(new Origin(FactTopic.USAGE_EVENTS, 3, 4));
        FactBatch batch = FactBatch.of(List.of(call("a").at(1, 2).record(), dead));
        FactBatch.Serializer serializer = new FactBatch.Serializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(batch, out);

        FactBatch copy = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(copy.key()).isEqualTo(batch.key());
        assertThat(records(copy))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(call("a").at(1, 2).record(), dead);
    }

    private void add(String id, long offset) throws Exception {
        batches.processElement(call(id).at(0, offset).record(), 0);
    }

    private List<FactBatch> passedOn() {
        return batches.extractOutputValues();
    }

    private static int keyGroup(FactKey key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, KEY_GROUPS);
    }

    private static List<FactRecord> records(FactBatch batch) {
        List<FactRecord> records = new ArrayList<>();
        FactBatch.Reader reader = batch.read();
        while (reader.next()) {
            records.add(reader.record());
        }
        return records;
    }
}
