package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.platform.OrderNumbers;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says how far metering is and what became of everything up to there, when a checkpoint completes. Parallelism 1. State:
 * positions, the last progress, the balance.
 *
 * <p>At the barrier the positions of every source subtask have arrived, and the fates of everything that was read before it;
 * what follows from them is noted. When the
 * checkpoint is complete, everything that was read before the barrier has been summed, emitted and acknowledged by Kafka,
 * and the note becomes a record. It does not go back, unless an older checkpoint is restored: then it says less for a while,
 * which is true as well.
 */
public final class ConcludeProgress extends AbstractStreamOperator<Outgoing>
        implements TwoInputStreamOperator<Position, FateCount, Outgoing> {
    private static final String JOB = "metering";

    /** What was so at a barrier. */
    private record Noted(long through, long in, Map<String, Long> fates) {}

    private final LogEnds.Source source;

    private transient long processedThrough;
    private transient boolean finished;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient Map<Partition, Position> positions;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient ListState<Position> positionState;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient ListState<Long> progressState;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient Balance balance;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient ListState<FateCount> balanceState;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient OrderNumbers orderNumbers;

    @SuppressWarnings("NullAway.Init") // by open
    private transient NavigableMap<Long, Noted> noted;

    @SuppressWarnings("NullAway.Init") // by open
    private transient LogEndsWatch watch;

    public ConcludeProgress(LogEnds.Source source) {
        this.source = source;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        orderNumbers = OrderNumbers.open(context.getOperatorStateStore(), this::now);
        positionState =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("positions", Position.TYPE));
        progressState = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("progress", Types.LONG));
        balanceState = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("fates", FateCount.TYPE));
        balance = new Balance();
        for (FateCount count : balanceState.get()) {
            balance.add(count);
        }
        positions = new HashMap<>();
        for (Position position : positionState.get()) {
            positions.put(position.partition(), position);
        }
        processedThrough = Long.MIN_VALUE;
        for (long each : progressState.get()) {
            processedThrough = Math.max(processedThrough, each);
        }
    }

    @Override
    public void open() {
        noted = new TreeMap<>();
        watch = new LogEndsWatch(source, this::now);
        watch.start();
    }

    @Override
    public void processElement1(StreamRecord<Position> element) {
        Position position = element.getValue();
        positions.put(position.partition(), position);
    }

    @Override
    public void processElement2(StreamRecord<FateCount> element) {
        balance.add(element.getValue());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        OptionalLong through = Progress.processedThrough(positions, watch.answers());
        if (through.isPresent()) {
            processedThrough = Math.max(processedThrough, through.getAsLong());
            noted.put(context.getCheckpointId(), new Noted(processedThrough, balance.in(), balance.byFate()));
        }
        positionState.update(new ArrayList<>(positions.values()));
        progressState.update(List.of(processedThrough));
        balanceState.update(balance.counts());
        orderNumbers.snapshot();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        Noted then = noted.get(checkpointId);
        noted.headMap(checkpointId, true).clear();
        if (then != null && !finished) {
            output.collect(new StreamRecord<>(record(then, checkpointId)));
        }
    }

    @Override
    public void finish() throws Exception {
        finished = true;
        super.finish();
    }

    private Outgoing record(Noted then, long checkpointId) {
        MeteringProgress progress = MeteringProgress.newBuilder()
                .setJob(JOB)
                .setProcessedThrough(Instant.ofEpochMilli(then.through))
                .setCheckpointId(checkpointId)
                .setPublishedAt(Instant.ofEpochMilli(now()))
                .setOrderNumber(orderNumbers.next())
                .setRecordsIn(then.in)
                .setFates(then.fates)
                .build();
        return Outgoing.of(Topics.METERING_PROGRESS, JOB, progress);
    }

    @Override
    public void close() throws Exception {
        if (watch != null) {
            watch.close();
        }
        super.close();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
