package io.matrixplatform.streams.metering.repeats;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static io.matrixplatform.streams.metering.meters.Meters.API_CALL;
import static io.matrixplatform.streams.metering.meters.Meters.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CountOnceTest {
    private static final MeterCatalog CALLS = () -> List.of(meter("*", "api.calls", API_CALL, null));

    @Test
    void countsAFactOnceHoweverOftenItComes() throws Exception {
        try (Harness counts = opened(CALLS)) {
            counts.add(call("a").fact());
            counts.add(call("a").recorded(NOON.plusSeconds(60)).fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(counts.conflicts()).isEmpty();
        }
    }

    @Test
    void reportsAnotherPayloadUnderOneIdentityAndCountsTheFirst() throws Exception {
        try (Harness counts = opened(CALLS)) {
            counts.add(call("a").at(2, 10).tokens(1, 1).fact());
            counts.add(call("a").at(2, 11).tokens(1, 2).fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(counts.conflicts())
                    .singleElement()
                    .returns("a", UsageConflict::getEventId)
                    .returns(2, UsageConflict::getFactPartition)
                    .returns(11L, UsageConflict::getFactOffset)
                    .returns("payload-differs", UsageConflict::getReason);
        }
    }

    @Test
    void remembersAcrossARestoreAtAnotherParallelism() throws Exception {
        OperatorSubtaskState state;
        try (Harness counts = opened(CALLS)) {
            counts.add(call("a").fact());
            state = counts.snapshot(1, 1);
        }

        long measured = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            try (Harness half = new Harness(CALLS, 2, subtask)) {
                half.initializeState(Harness.repartitionOperatorState(state, 128, 1, 2, subtask));
                half.open();
                if (half.owns(call("a").fact())) {
                    half.add(call("a").fact());
                    measured++;
                }
                assertThat(half.extractOutputValues()).isEmpty();
            }
        }
        assertThat(measured).isEqualTo(1);
    }

    @Test
    void neverForgetsSoonerThanTheTopic() throws Exception {
        Instant lastDay = NOON.plus(Duration.ofDays(45));
        try (Harness counts = opened(CALLS)) {
            counts.setStateTtlProcessingTime(0);
            counts.add(call("a").fact());
            counts.setStateTtlProcessingTime(Duration.ofDays(46).toMillis() - 1);
            counts.add(call("a").occurred(lastDay).recorded(lastDay).fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(counts.conflicts()).hasSize(1);
        }
    }

    @Test
    void measuresByWhatIsDefinedAtTheStartAndWhatFollows() throws Exception {
        try (Harness counts = opened(List::of)) {
            counts.add(call("a").fact());
            counts.processBroadcastElement(Control.of(meter("*", "api.calls", API_CALL, null)), 0);
            counts.add(call("b").fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
        }
    }

    private static Harness opened(MeterCatalog catalog) throws Exception {
        Harness harness = new Harness(catalog, 1, 0);
        harness.open();
        return harness;
    }

    private static final class Harness extends KeyedBroadcastOperatorTestHarness<FactKey, Fact, Control, Measurement> {
        private final int subtask;
        private final int parallelism;

        Harness(MeterCatalog catalog, int parallelism, int subtask) throws Exception {
            super(
                    new CoBroadcastWithKeyedOperator<>(new CountOnce(catalog, List::of), List.of()),
                    Fact::key,
                    FactKey.TYPE,
                    128,
                    parallelism,
                    subtask);
            this.parallelism = parallelism;
            this.subtask = subtask;
            setup(Measurement.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
        }

        void add(Fact fact) throws Exception {
            processElement(fact, 0);
        }

        boolean owns(Fact fact) {
            return KeyGroupRangeAssignment.assignKeyToParallelOperator(fact.key(), 128, parallelism) == subtask;
        }

        List<UsageConflict> conflicts() {
            Queue<StreamRecord<Outgoing>> conflicts = getSideOutput(CountOnce.CONFLICTS);
            return conflicts == null
                    ? List.of()
                    : conflicts.stream()
                            .map(StreamRecord::getValue)
                            .map(Outgoing::value)
                            .map(UsageConflict.class::cast)
                            .toList();
        }
    }
}
