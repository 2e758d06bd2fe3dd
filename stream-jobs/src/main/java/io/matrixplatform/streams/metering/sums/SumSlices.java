package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.streams.platform.OrderNumbers;
import io.matrixplatform.streams.platform.Outgoing;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sums per slice and says them. Key: slice id. State: {@link SliceTotals}, freed by watermark when no fact of the slice can
 * come any more.
 *
 * <p>What changed waits in memory and is emitted together, at most once per {@link Pace#emitEvery} or when too many slices
 * wait, and always before a barrier: when a checkpoint completes, everything in its state is in Kafka. Where that takes more
 * than a tenth of the time it is done less often, since what is said of a slice is all of it however often it is said. After a
 * restore every open slice is emitted again, above everything that an earlier life has said.
 */
public final class SumSlices extends AbstractStreamOperator<Outgoing>
        implements OneInputStreamOperator<SliceBundle, Outgoing>, Triggerable<String, VoidNamespace> {
    /**
     * @param slicesMax how many changed slices may wait
     * @param keep how long after a slice's end its state is kept: longer than facts may come from the past
     */
    public record Pace(Duration emitEvery, int slicesMax, Duration keep) implements Serializable {}

    /** So much of its time may go into saying what it has summed. */
    private static final int EMITTING_ONE_IN = 10;

    /** So many times as long as usual it may wait for that. */
    private static final int HELD_BACK_MAX = 5;

    /** Totals that are kept as they stand in state, since what changed will soon change again. */
    private static final int TOTALS_KEPT = 4_096;

    private static final float LOAD_FACTOR = 0.75f;

    private final Pace pace;

    private transient boolean isOnHeap;
    private transient boolean repeatOpenSlices;
    private transient long nextEmission;
    private transient @Nullable ScheduledFuture<?> timer;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient OrderNumbers orderNumbers;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<SliceTotals> state;

    @SuppressWarnings("NullAway.Init") // by open
    private transient InternalTimerService<VoidNamespace> timers;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<String, SliceTotals> changed;

    /**
     * What was said lately: as it stands in state, or also in {@link #changed}. Stays empty where state is on the heap, which has
     * the totals at hand, and hands out copies while a snapshot of it is written.
     */
    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<String, SliceTotals> kept;

    public SumSlices(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        orderNumbers = OrderNumbers.open(context.getOperatorStateStore(), this::now);
        repeatOpenSlices = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        state = getPartitionedState(totals());
        isOnHeap = getKeyedStateBackend() instanceof HeapKeyedStateBackend;
        timers = getInternalTimerService("free", VoidNamespaceSerializer.INSTANCE, this);
        changed = new LinkedHashMap<>();
        kept = new LinkedHashMap<>(TOTALS_KEPT, LOAD_FACTOR, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, SliceTotals> eldest) {
                return size() > TOTALS_KEPT;
            }
        };
        nextEmission = Long.MIN_VALUE;
        if (repeatOpenSlices) {
            emitSoon();
        }
    }

    @Override
    public void processElement(StreamRecord<SliceBundle> element) throws Exception {
        SliceBundle bundle = element.getValue();
        SliceTotals totals = changed.get(bundle.sliceId());
        if (totals == null) {
            totals = kept.get(bundle.sliceId());
            if (totals == null) {
                totals = state.value();
            }
            if (totals == null) {
                totals = SliceTotals.startedBy(bundle);
                timers.registerEventTimeTimer(
                        VoidNamespace.INSTANCE, totals.end() + pace.keep().toMillis());
            }
            changed.put(bundle.sliceId(), totals);
        }
        totals.add(bundle);
        if (changed.size() >= pace.slicesMax()) {
            emitChanged();
        } else {
            emitSoon();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        emitChanged();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        orderNumbers.snapshot();
    }

    @Override
    public void finish() throws Exception {
        emitChanged();
        super.finish();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        kept.remove(timer.getKey());
        SliceTotals totals = changed.remove(timer.getKey());
        if (totals != null) {
            emit(totals, orderNumbers.next());
        }
        state.clear();
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no processing-time timer is kept in state");
    }

    private void emitSoon() {
        if (timer != null) {
            return;
        }
        long due = Math.max(now(), nextEmission);
        timer = getProcessingTimeService().registerTimer(due, time -> {
            timer = null;
            emitChanged();
        });
    }

    private void emitChanged() throws Exception {
        if (repeatOpenSlices) {
            repeatOpenSlices = false;
            emitOpenSlices();
        }
        if (changed.isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        long orderNumber = orderNumbers.next();
        Object current = getCurrentKey();
        for (Map.Entry<String, SliceTotals> entry : changed.entrySet()) {
            setCurrentKey(entry.getKey());
            emit(entry.getValue(), orderNumber);
            state.update(entry.getValue());
        }
        setCurrentKey(current);
        if (!isOnHeap) {
            kept.putAll(changed);
        }
        changed.clear();
        nextEmission = now() + pause(Duration.ofNanos(System.nanoTime() - begin));
    }

    private long pause(Duration taken) {
        long usual = pace.emitEvery().toMillis();
        return Math.min(usual * HELD_BACK_MAX, Math.max(usual, taken.toMillis() * EMITTING_ONE_IN));
    }

    private void emitOpenSlices() throws Exception {
        long orderNumber = orderNumbers.next();
        long now = now();
        getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, totals(), (key, ignored) -> {
                    SliceTotals totals = state.value();
                    if (totals != null && totals.isOpen(now)) {
                        totals.touch();
                        emit(totals, orderNumber);
                    }
                });
    }

    private void emit(SliceTotals totals, long orderNumber) {
        Conclusions.emit(totals, orderNumber, conclusion -> output.collect(new StreamRecord<>(conclusion)));
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private static ValueStateDescriptor<SliceTotals> totals() {
        return new ValueStateDescriptor<>("totals", SliceTotals.TYPE);
    }
}
