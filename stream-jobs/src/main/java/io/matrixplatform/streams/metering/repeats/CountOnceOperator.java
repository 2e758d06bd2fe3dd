package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.meters.Measurement;
import java.util.List;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** {@link CountOnce}, which says before each barrier what became of everything that came before it. */
public final class CountOnceOperator extends CoBroadcastWithKeyedOperator<FactKey, Fact, Control, Measurement> {
    public static final OutputTag<FateCount> FATES = new OutputTag<>("judged", FateCount.TYPE);

    private final CountOnce function;

    public CountOnceOperator(CountOnce function) {
        super(function, List.of());
        this.function = function;
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        for (FateCount count : function.fatesSinceLast()) {
            output.collect(FATES, new StreamRecord<>(count));
        }
    }
}
