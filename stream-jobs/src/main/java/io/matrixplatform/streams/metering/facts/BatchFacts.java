package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.streams.platform.HoldingOperator;
import java.time.Duration;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts records together that cross the exchange to one place. Bounded in memory and in time. Order among the records of one key is
 * kept.
 */
public final class BatchFacts extends HoldingOperator<FactBatch>
        implements OneInputStreamOperator<FactRecord, FactBatch> {
    private final int keyGroups;

    /** One for each key group. */
    @SuppressWarnings("NullAway.Init") // by open
    private transient FactBatch.Writer[] batches;

    /**
     * @param keyGroups of the operator that the batches go to
     * @param hold how long a record may wait before it is passed on
     */
    public BatchFacts(int keyGroups, Duration hold) {
        super(hold);
        this.keyGroups = keyGroups;
    }

    @Override
    public void open() {
        batches = new FactBatch.Writer[keyGroups];
        for (int i = 0; i < keyGroups; i++) {
            batches[i] = new FactBatch.Writer();
        }
    }

    @Override
    public void processElement(StreamRecord<FactRecord> element) {
        FactRecord record = element.getValue();
        FactKey key = record.judgedBy();
        FactBatch.Writer batch = batches[KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups)];
        batch.add(key, record);
        if (batch.isFull()) {
            output.collect(new StreamRecord<>(batch.take()));
        } else {
            passOnInTime();
        }
    }

    @Override
    protected void passOn() {
        for (FactBatch.Writer batch : batches) {
            if (!batch.isEmpty()) {
                output.collect(new StreamRecord<>(batch.take()));
            }
        }
    }
}
