package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.meters.Measurement;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * {@link CountOnce}, which says before each barrier what became of everything that came before it, and with {@link Sightings}
 * where state is on disk.
 */
public final class CountOnceOperator extends CoBroadcastWithKeyedOperator<FactKey, Fact, Control, Measurement> {
    public static final OutputTag<FateCount> FATES = new OutputTag<>("judged", FateCount.TYPE);

    private static final long PAUSE_MS = 1;

    private final CountOnce function;

    private transient boolean isRestored;
    private transient @Nullable Sightings sightings;
    private transient @Nullable ScheduledFuture<?> timer;

    public CountOnceOperator(CountOnce function) {
        super(function, List.of());
        this.function = function;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        isRestored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        KeyedStateBackend<FactKey> backend = getKeyedStateBackend();
        if (!(backend instanceof HeapKeyedStateBackend)) {
            sightings = function.filter(name -> backend.getKeys(name, VoidNamespace.INSTANCE), !isRestored);
            recallSoon();
        }
    }

    @Override
    public void processElement1(StreamRecord<Fact> element) throws Exception {
        super.processElement1(element);
        recallSoon();
    }

    /** A little at a time, between facts. */
    private void recallSoon() {
        Sightings recalling = sightings;
        if (timer != null || recalling == null || !recalling.isRecalling()) {
            return;
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        timer = getProcessingTimeService().registerTimer(now + PAUSE_MS, time -> {
            timer = null;
            recalling.recall();
            recallSoon();
        });
    }

    @Override
    public void close() throws Exception {
        if (sightings != null) {
            sightings.close();
        }
        super.close();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        for (FateCount count : function.fatesSinceLast()) {
            output.collect(FATES, new StreamRecord<>(count));
        }
    }
}
