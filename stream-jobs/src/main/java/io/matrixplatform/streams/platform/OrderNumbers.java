package io.matrixplatform.streams.platform;

import io.matrixplatform.model.metering.OrderNumber;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The order numbers of one operator's emissions. The generation stands in union list state, so that after a restore, at
 * whatever parallelism, every subtask is above every earlier one and a key may move between them.
 */
public final class OrderNumbers {
    private final ListState<Long> state;
    private final LongSupplier nowMillis;
    private long generation;
    private long revision;

    private OrderNumbers(ListState<Long> state, long restored, LongSupplier nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
        this.generation = OrderNumber.nextGeneration(restored, nowMillis.getAsLong());
    }

    /** To be called from {@code initializeState}. */
    public static OrderNumbers open(OperatorStateStore store, LongSupplier nowMillis) throws Exception {
        ListState<Long> state = store.getUnionListState(new ListStateDescriptor<>("generations", Types.LONG));
        long restored = -1;
        for (long each : state.get()) {
            restored = Math.max(restored, each);
        }
        return new OrderNumbers(state, restored, nowMillis);
    }

    /** Larger than every number before, in this life and in earlier ones. All that is emitted at once may share one. */
    public long next() {
        if (revision > OrderNumber.MAX_REVISION) {
            generation = OrderNumber.nextGeneration(generation, nowMillis.getAsLong());
            revision = 0;
        }
        return OrderNumber.of(generation, revision++);
    }

    /** To be called from {@code snapshotState}. */
    public void snapshot() throws Exception {
        state.update(List.of(generation));
    }
}
