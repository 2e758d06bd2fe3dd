package io.matrixplatform.streams.platform;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * An operator that holds back what it is given for a moment, to pass it on together. It holds nothing whenever a watermark, a
 * barrier or the end passes: no watermark overtakes a fact, and it needs no state.
 */
public abstract class HoldingOperator<T> extends AbstractStreamOperator<T> {
    private final long holdMillis;
    private transient @Nullable ScheduledFuture<?> timer;

    /** @param hold how long something may wait before it is passed on */
    protected HoldingOperator(Duration hold) {
        this.holdMillis = hold.toMillis();
    }

    /** All that is held. */
    protected abstract void passOn();

    /** To be said whenever something is held back. */
    protected final void passOnInTime() {
        if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer = getProcessingTimeService().registerTimer(now + holdMillis, time -> {
                timer = null;
                passOn();
            });
        }
    }

    @Override
    public final void processWatermark(Watermark mark) throws Exception {
        passOn();
        super.processWatermark(mark);
    }

    @Override
    public final void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public final void finish() throws Exception {
        passOn();
        super.finish();
    }
}
