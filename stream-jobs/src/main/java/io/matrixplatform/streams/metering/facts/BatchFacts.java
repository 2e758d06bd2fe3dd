package io.matrixplatform.streams.metering.facts;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts records together that cross the exchange to one place. Bounded in memory and in time, and empty whenever a barrier
 * passes: it needs no state. Order among the records of one key is kept.
 */
public final class BatchFacts extends AbstractStreamOperator<FactBatch>
        implements OneInputStreamOperator<FactRecord, FactBatch> {
    private final int keyGroups;
    private final long holdMillis;

    /** One for each key group. */
    @SuppressWarnings("NullAway.Init") // by open
    private transient FactBatch.Writer[] batches;

    private transient @Nullable ScheduledFuture<?> timer;

    /**
     * @param keyGroups of the operator that the batches go to
     * @param hold how long a record may wait before it is passed on
     */
    public BatchFacts(int keyGroups, Duration hold) {
        this.keyGroups = keyGroups;
        this.holdMillis = hold.toMillis();
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
        } else if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer = getProcessingTimeService().registerTimer(now + holdMillis, time -> {
                timer = null;
                passOn();
            });
        }
    }

    private void passOn() {
        for (FactBatch.Writer batch : batches) {
            if (!batch.isEmpty()) {
                output.collect(new StreamRecord<>(batch.take()));
            }
        }
    }

    /** No watermark overtakes a fact. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        passOn();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public void finish() throws Exception {
        passOn();
        super.finish();
    }
}
