package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.FateCounters;
import io.matrixplatform.streams.metering.facts.Origin;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Stands right behind the source: lets records through, and says before each barrier how far every partition was read, and how
 * much that was. What it says then travels in one epoch with everything that was read before it.
 */
public final class ReportPositions extends AbstractStreamOperator<FactRecord>
        implements OneInputStreamOperator<FactRecord, FactRecord> {
    public static final OutputTag<Position> POSITIONS = new OutputTag<>("positions", Position.TYPE);
    public static final OutputTag<FateCount> FATES = new OutputTag<>("arrived", FateCount.TYPE);

    /** Mutable, since it is written for every fact. */
    private static final class Reached {
        private long nextOffset;
        private long timestamp;
        private boolean reported;
    }

    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<Partition, Reached> reached;

    private transient @Nullable Partition last;
    private transient @Nullable Reached reachedInLast;

    @SuppressWarnings("NullAway.Init") // by open
    private transient FateCounters fates;

    @Override
    public void open() {
        reached = new HashMap<>();
        fates = FateCounters.ofArrivals(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<FactRecord> element) {
        fates.arrive();
        note(element.getValue());
        output.collect(element);
    }

    private void note(FactRecord record) {
        Origin origin = record.origin();
        Reached now = reachedIn(origin);
        now.nextOffset = origin.offset() + 1;
        now.timestamp = record.timestamp();
        now.reported = false;
    }

    /** Mostly the same partition as for the record before. */
    private Reached reachedIn(Origin origin) {
        Partition partition = last;
        Reached found = reachedInLast;
        if (found == null
                || partition == null
                || partition.topic() != origin.topic()
                || partition.number() != origin.partition()) {
            last = new Partition(origin.topic(), origin.partition());
            found = reached.computeIfAbsent(last, each -> new Reached());
            reachedInLast = found;
        }
        return found;
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        reached.forEach((partition, now) -> {
            if (!now.reported) {
                now.reported = true;
                output.collect(POSITIONS, new StreamRecord<>(new Position(partition, now.nextOffset, now.timestamp)));
            }
        });
        fates.sinceLast().forEach(count -> output.collect(FATES, new StreamRecord<>(count)));
    }
}
