package io.matrixplatform.streams.metering.repeats;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static io.matrixplatform.streams.metering.meters.Meters.API_CALL;
import static io.matrixplatform.streams.metering.meters.Meters.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.Origin;
import io.matrixplatform.streams.metering.facts.Records;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class CountOnceTest {
    private static final MeterCatalog CALLS = () -> List.of(meter("*", "api.calls", API_CALL, null));

    @Test
    void countsAFactOnceHoweverOftenItComes() throws Exception {
        try (CountOnceHarness counts = opened(CALLS)) {
            counts.add(call("a").fact());
            counts.add(call("a").recorded(NOON.plusSeconds(60)).fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(conflicts(counts)).isEmpty();
        }
    }

    @Test
    void reportsAnotherPayloadUnderOneIdentityAndCountsTheFirst() throws Exception {
        try (CountOnceHarness counts = opened(CALLS)) {
            counts.add(call("a").at(2, 10).tokens(1, 1).fact());
            counts.add(call("a").at(2, 11).tokens(1, 2).fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(conflicts(counts))
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
        try (CountOnceHarness counts = opened(CALLS)) {
            counts.add(call("a").fact());
            state = counts.snapshot(1, 1);
        }

        long measured = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            try (CountOnceHarness half = new CountOnceHarness(CALLS, List::of, 2, subtask)) {
                half.initializeState(CountOnceHarness.repartitionOperatorState(state, 128, 1, 2, subtask));
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
        try (CountOnceHarness counts = opened(CALLS)) {
            counts.setStateTtlProcessingTime(0);
            counts.add(call("a").fact());
            counts.setStateTtlProcessingTime(Duration.ofDays(46).toMillis() - 1);
            counts.add(call("a").occurred(lastDay).recorded(lastDay).fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(conflicts(counts)).hasSize(1);
        }
    }

    @Test
    void setsAsideWhatSaysNothingAndGoesOn() throws Exception {
        try (CountOnceHarness counts = opened(CALLS)) {
            counts.add(Records.dead(new Origin(FactTopic.API_CALLS, 1, 7)));
            counts.add(call("a").fact());
            counts.prepareSnapshotPreBarrier(1);

            assertThat(counts.extractOutputValues()).hasSize(1);
            assertThat(counts.said(CountOnceOperator.DEAD_LETTERS, DeadLetter.class))
                    .singleElement()
                    .returns(1, DeadLetter::getFactPartition)
                    .returns(7L, DeadLetter::getFactOffset)
                    .returns("malformed", DeadLetter::getReason);
            assertThat(counts.told())
                    .containsExactlyInAnyOrder(new FateCount(Fate.DEAD, 1), new FateCount(Fate.COUNTED, 1));
        }
    }

    @Test
    void judgesEachFactOfABatchByItsOwnKey() throws Exception {
        try (CountOnceHarness counts = opened(CALLS)) {
            List<FactRecord> records = Stream.of("a", "b", "a", "c", "b")
                    .map(id -> Records.of(call(id).fact()))
                    .toList();

            counts.processElement(FactBatch.of(records), 0);

            assertThat(counts.extractOutputValues()).hasSize(3);
        }
    }

    @Test
    void measuresByWhatIsDefinedAtTheStartAndWhatFollows() throws Exception {
        try (CountOnceHarness counts = opened(List::of)) {
            counts.add(call("a").fact());
            counts.processBroadcastElement(Control.of(meter("*", "api.calls", API_CALL, null)), 0);
            counts.add(call("b").fact());

            assertThat(counts.extractOutputValues()).hasSize(1);
        }
    }

    private static CountOnceHarness opened(MeterCatalog catalog) throws Exception {
        CountOnceHarness harness = new CountOnceHarness(catalog, List::of, 1, 0);
        harness.open();
        return harness;
    }

    private static List<UsageConflict> conflicts(CountOnceHarness counts) {
        return counts.said(CountOnceOperator.CONFLICTS, UsageConflict.class);
    }
}
