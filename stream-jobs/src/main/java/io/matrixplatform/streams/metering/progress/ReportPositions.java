package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.FateCounters;
import io.matrixplatform.streams.metering.facts.Origin;
import io.matrixplatform.streams.metering.facts.Reading;
import io.matrixplatform.streams.platform.Outgoing;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Stands right behind the source: lets facts through, sets dead ones aside, and says before each barrier how far every
 * partition was read, and how much that was. What it says then travels in one epoch with everything that was read before it.
 */
public final class ReportPositions extends AbstractStreamOperator<Fact>
        implements OneInputStreamOperator<Reading, Fact> {
    public static final OutputTag<Outgoing> DEAD_LETTERS = new OutputTag<>("dead-letters", Outgoing.TYPE);
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

    @SuppressWarnings("NullAway.Init") // by open
    private transient FateCounters fates;

    @Override
    public void open() {
        reached = new HashMap<>();
        fates = FateCounters.ofArrivals(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<Reading> element) {
        Reading reading = element.getValue();
        fates.arrive();
        note(reading);
        if (reading.fact() != null) {
            output.collect(element.replace(reading.fact()));
        } else if (reading.deadLetter() != null) {
            fates.count(Fate.DEAD);
            output.collect(DEAD_LETTERS, new StreamRecord<>(reading.deadLetter()));
        }
    }

    private void note(Reading reading) {
        Origin origin = reading.origin();
        Reached now =
                reached.computeIfAbsent(new Partition(origin.topic(), origin.partition()), partition -> new Reached());
        now.nextOffset = origin.offset() + 1;
        now.timestamp = reading.timestamp();
        now.reported = false;
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
