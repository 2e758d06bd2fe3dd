package io.matrixplatform.streams.metering.sums;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Hashing;
import io.matrixplatform.streams.metering.meters.Series.Cap;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps apart as many sets of dimensions as the meter says, and counts what comes beyond under one that is named {@code
 * (other)}. Key: {@link SliceBundle#groupsKey}. State: the hashes of the sets kept apart on that day, freed with its slices.
 *
 * <p>The first ones to come keep their name, for the whole day, so what is counted of a set is never torn. Which are the first
 * depends on the order in which the partitions were read, and stands in the state: a restart changes nothing, a replay from
 * zero may choose others. The sum over all, {@code (other)} included, is the same in every order, and so are the sets
 * themselves while there are no more than the meter keeps.
 */
public final class CapGroups extends KeyedProcessFunction<String, SliceBundle, SliceBundle> {
    private final long keepMillis;

    @SuppressWarnings("NullAway.Init") // by open
    private transient MapState<Long, Boolean> kept;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<Integer> count;

    /** @param keep how long after a slice's end facts of it may come */
    public CapGroups(Duration keep) {
        keepMillis = keep.plusDays(1).toMillis();
    }

    @Override
    public void open(OpenContext context) {
        kept = getRuntimeContext().getMapState(new MapStateDescriptor<>("kept", Types.LONG, Types.BOOLEAN));
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(SliceBundle bundle, Context context, Collector<SliceBundle> out) throws Exception {
        String dimensions = bundle.series().dimensions();
        Cap cap = requireNonNull(bundle.series().cap());
        out.collect(bundle.under(isKept(dimensions, cap.groupsMax(), bundle, context) ? dimensions : cap.other()));
    }

    private boolean isKept(String dimensions, int groupsMax, SliceBundle bundle, Context context) throws Exception {
        long hash = ByteBuffer.wrap(Hashing.hash("group", dimensions)).getLong();
        if (kept.contains(hash)) {
            return true;
        }
        Integer held = count.value();
        if (held == null) {
            context.timerService().registerEventTimeTimer(bundle.startMinute() * 60_000 + keepMillis);
        }
        int number = held == null ? 0 : held;
        if (number >= groupsMax) {
            return false;
        }
        kept.put(hash, true);
        count.update(number + 1);
        return true;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SliceBundle> out) {
        kept.clear();
        count.clear();
    }
}
