package io.matrixplatform.streams.metering.sums;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Series;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SumSlicesTest {
    private static final Series SERIES = new Series("ten_a", null, "api.calls", "{}", 3_600);
    private static final long START_MINUTE = 29_000_010; // a quarter hour
    private static final long START = START_MINUTE * 60_000;
    private static final SumSlices.Pace PACE = new SumSlices.Pace(Duration.ofMillis(500), 10, Duration.ofDays(38));

    @Test
    void saysTheSumOfTheSliceAndOfEachMinute() throws Exception {
        try (Harness sums = opened()) {
            sums.add(0, 3);
            sums.add(1, 4);
            sums.prepareSnapshotPreBarrier(1);

            assertThat(sums.said(UsageLedgerEntry.class))
                    .singleElement()
                    .returns(7L, UsageLedgerEntry::getQuantityLong)
                    .returns(2L, UsageLedgerEntry::getFactCount);
            assertThat(sums.said(UsageRollup.class))
                    .extracting(UsageRollup::getQuantityLong)
                    .containsExactly(3L, 4L);
        }
    }

    @Test
    void keepsLateFactsOutOfTheLedgerAndInTheRollups() throws Exception {
        try (Harness sums = opened()) {
            sums.add(0, 3);
            sums.addLate(0, 20_500, 4);
            sums.prepareSnapshotPreBarrier(1);

            assertThat(sums.said(UsageLedgerEntry.class))
                    .extracting(UsageLedgerEntry::getQuantityLong)
                    .containsExactly(3L);
            assertThat(sums.said(UsageRollup.class))
                    .extracting(UsageRollup::getQuantityLong)
                    .containsExactly(7L);
            assertThat(sums.said(LateUsage.class))
                    .singleElement()
                    .returns(4L, LateUsage::getQuantityLong)
                    .returns(20_500L, late -> late.getRecordedOn().toEpochDay());
        }
    }

    @Test
    void emitsAChangedSliceAtMostEveryHalfSecond() throws Exception {
        try (Harness sums = opened()) {
            sums.add(0, 1);
            sums.setProcessingTime(START + 1);
            sums.add(0, 1);
            sums.add(0, 1);
            sums.setProcessingTime(START + 400);
            assertThat(sums.said(UsageLedgerEntry.class))
                    .extracting(UsageLedgerEntry::getQuantityLong)
                    .containsExactly(1L);

            sums.setProcessingTime(START + 600);

            assertThat(sums.said(UsageLedgerEntry.class))
                    .extracting(UsageLedgerEntry::getQuantityLong)
                    .containsExactly(1L, 3L);
        }
    }

    @Test
    void doesNotRepeatMinutesThatDidNotChange() throws Exception {
        try (Harness sums = opened()) {
            sums.add(0, 1);
            sums.prepareSnapshotPreBarrier(1);
            sums.add(5, 1);
            sums.prepareSnapshotPreBarrier(2);

            assertThat(sums.said(UsageRollup.class)).hasSize(2);
            assertThat(sums.said(UsageRollup.class))
                    .extracting(UsageRollup::getRollupId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void boundsHowManySlicesWait() throws Exception {
        try (Harness sums = opened()) {
            for (int i = 0; i < 10; i++) {
                sums.processElement(bundle(new Series("ten_" + i, null, "api.calls", "{}", 0), 0, 1), 0);
            }

            assertThat(sums.said(UsageLedgerEntry.class)).hasSize(10);
        }
    }

    @Test
    void goesOnFromItsStateWithHigherOrderNumbers() throws Exception {
        OperatorSubtaskState state;
        long before;
        try (Harness sums = opened()) {
            sums.add(0, 3);
            sums.prepareSnapshotPreBarrier(1);
            state = sums.snapshot(1, 1);
            before = sums.said(UsageLedgerEntry.class).get(0).getOrderNumber();
        }

        try (Harness sums = restored(state, START - 60_000)) { // the clock stepped back
            sums.add(0, 4);
            sums.prepareSnapshotPreBarrier(2);

            List<UsageLedgerEntry> said = sums.said(UsageLedgerEntry.class);
            assertThat(said.get(said.size() - 1).getQuantityLong()).isEqualTo(7);
            assertThat(said)
                    .allSatisfy(entry -> assertThat(entry.getOrderNumber()).isGreaterThan(before));
        }
    }

    @Test
    void saysEveryOpenSliceAgainAfterARestore() throws Exception {
        OperatorSubtaskState state = stateWith(3);
        long graceEnds = START + Duration.ofMinutes(75).toMillis();

        try (Harness open = restored(state, graceEnds - 1);
                Harness closed = restored(state, graceEnds)) {
            open.setProcessingTime(graceEnds - 1);
            closed.setProcessingTime(graceEnds);

            assertThat(open.said(UsageLedgerEntry.class))
                    .extracting(UsageLedgerEntry::getQuantityLong)
                    .containsExactly(3L);
            assertThat(closed.said(UsageLedgerEntry.class)).isEmpty();
        }
    }

    @Test
    void saysEachSliceOnceMoreWhenItsStateIsSplitBetweenTwo() throws Exception {
        OperatorSubtaskState state = stateWith(3);

        try (Harness left = new Harness(2, 0);
                Harness right = new Harness(2, 1)) {
            for (Harness half : List.of(left, right)) {
                half.setProcessingTime(START);
                half.initializeState(Harness.repartitionOperatorState(state, 128, 1, 2, half == left ? 0 : 1));
                half.open();
                half.prepareSnapshotPreBarrier(2);
            }

            assertThat(Stream.concat(
                            left.said(UsageLedgerEntry.class).stream(), right.said(UsageLedgerEntry.class).stream()))
                    .hasSize(1);
        }
    }

    @Test
    void freesASliceOnlyAfterNoFactOfItCanCome() throws Exception {
        try (Harness sums = opened()) {
            sums.add(0, 3);
            sums.prepareSnapshotPreBarrier(1);
            long freed = START + Duration.ofMinutes(15).plusDays(38).toMillis();

            sums.processWatermark(freed - 1);
            assertThat(sums.numKeyedStateEntries()).isEqualTo(1);

            sums.processWatermark(freed);
            assertThat(sums.numKeyedStateEntries()).isZero();
        }
    }

    private static OperatorSubtaskState stateWith(long quantity) throws Exception {
        try (Harness sums = opened()) {
            sums.add(0, quantity);
            sums.prepareSnapshotPreBarrier(1);
            return sums.snapshot(1, 1);
        }
    }

    private static Harness opened() throws Exception {
        Harness harness = new Harness(1, 0);
        harness.setProcessingTime(START);
        harness.open();
        return harness;
    }

    private static Harness restored(OperatorSubtaskState state, long now) throws Exception {
        Harness harness = new Harness(1, 0);
        harness.setProcessingTime(now);
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    private static SliceBundle empty(Series series) {
        return new SliceBundle(SliceBundle.sliceOf(series, START_MINUTE).id(), series, START_MINUTE);
    }

    private static SliceBundle bundle(Series series, int minute, long quantity) {
        SliceBundle bundle = empty(series);
        bundle.add(new Measurement(series, START_MINUTE + minute, Measurement.ON_TIME, quantity, null));
        return bundle;
    }

    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<String, SliceBundle, Outgoing> {
        Harness(int parallelism, int subtask) throws Exception {
            super(new SumSlices(PACE), SliceBundle::sliceId, Types.STRING, 128, parallelism, subtask);
            setup(Outgoing.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
        }

        void add(int minute, long quantity) throws Exception {
            processElement(bundle(SERIES, minute, quantity), 0);
        }

        void addLate(int minute, int day, long quantity) throws Exception {
            SliceBundle bundle = empty(SERIES);
            bundle.add(new Measurement(SERIES, START_MINUTE + minute, day, quantity, null));
            processElement(bundle, 0);
        }

        <T extends SpecificRecord> List<T> said(Class<T> type) {
            return extractOutputValues().stream()
                    .map(Outgoing::value)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }
}
