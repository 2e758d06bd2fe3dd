package io.matrixplatform.streams.metering.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcludeProgressTest {
    private static final Partition A = new Partition(FactTopic.API_CALLS, 0);
    private static final long NOW = Duration.ofDays(20_000).toMillis();

    /** Hands each question over to the test; static, because the operator is serialised on its way. */
    private static final SynchronousQueue<Map<Partition, LogEnds.Range>> ANSWERS = new SynchronousQueue<>();

    private record Scripted() implements LogEnds {
        @Override
        public Map<Partition, Range> ask() throws InterruptedException {
            return ANSWERS.take();
        }

        @Override
        public void close() {}
    }

    @Test
    void speaksOnlyWhenTheCheckpointIsComplete() throws Exception {
        try (Harness progress = opened()) {
            progress.answer(new LogEnds.Range(0, 5));
            progress.read(5, NOW - 60_000);
            progress.snapshot(1, 1);
            assertThat(progress.said()).isEmpty();

            progress.notifyOfCompletedCheckpoint(1);

            assertThat(progress.said())
                    .singleElement()
                    .returns(1L, MeteringProgress::getCheckpointId)
                    .returns(NOW - 15_000, said -> said.getProcessedThrough().toEpochMilli());
        }
    }

    @Test
    void speaksOfTheBarrierAndNotOfWhatCameAfterIt() throws Exception {
        try (Harness progress = opened()) {
            progress.answer(new LogEnds.Range(0, 9));
            progress.read(5, NOW - 60_000);
            progress.snapshot(1, 1);
            progress.read(9, NOW - 1_000);
            progress.notifyOfCompletedCheckpoint(1);

            assertThat(progress.said())
                    .extracting(said -> said.getProcessedThrough().toEpochMilli())
                    .containsExactly(NOW - 90_000);
        }
    }

    @Test
    void knowsAfterARestoreWhatIdlePartitionsHadReached() throws Exception {
        OperatorSubtaskState state;
        try (Harness progress = opened()) {
            progress.answer(new LogEnds.Range(0, 5));
            progress.read(5, NOW - 60_000);
            state = progress.snapshot(1, 1);
        }

        try (Harness progress = new Harness()) {
            progress.setProcessingTime(NOW + 60_000);
            progress.initializeState(state);
            progress.open();
            progress.answer(new LogEnds.Range(0, 5));
            progress.snapshot(2, 2);
            progress.notifyOfCompletedCheckpoint(2);

            assertThat(progress.said())
                    .extracting(said -> said.getProcessedThrough().toEpochMilli())
                    .containsExactly(NOW + 45_000);
        }
    }

    @Test
    void saysWhatBecameOfEverythingUpToTheBarrierAndGoesOnFromThereAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness progress = opened()) {
            progress.answer(new LogEnds.Range(0, 5));
            progress.count(null, 3);
            progress.count(Fate.COUNTED, 2);
            progress.count(Fate.DEAD, 1);
            state = progress.snapshot(1, 1);
            progress.count(null, 7);
            progress.read(5, NOW);
        }

        try (Harness progress = new Harness()) {
            progress.setProcessingTime(NOW);
            progress.initializeState(state);
            progress.open();
            progress.answer(new LogEnds.Range(0, 0));
            progress.count(null, 1);
            progress.count(Fate.REPEAT, 1);
            progress.snapshot(2, 2);
            progress.count(null, 1);
            progress.notifyOfCompletedCheckpoint(2);

            MeteringProgress said = progress.said().get(0);
            assertThat(said.getRecordsIn()).isEqualTo(4);
            assertThat(said.getFates())
                    .hasSize(Fate.values().length)
                    .containsEntry("counted", 2L)
                    .containsEntry("dead", 1L)
                    .containsEntry("repeat", 1L)
                    .containsEntry("late", 0L);
        }
    }

    @Test
    void saysNothingAsLongAsKafkaDoesNotAnswer() throws Exception {
        try (Harness progress = opened()) {
            progress.read(5, NOW);
            progress.snapshot(1, 1);
            progress.notifyOfCompletedCheckpoint(1);

            assertThat(progress.said()).isEmpty();
        }
    }

    private static Harness opened() throws Exception {
        Harness harness = new Harness();
        harness.setProcessingTime(NOW);
        harness.open();
        return harness;
    }

    private static final class Harness extends TwoInputStreamOperatorTestHarness<Position, FateCount, Outgoing> {
        Harness() throws Exception {
            super(new ConcludeProgress(Scripted::new));
            setup(Outgoing.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
        }

        /** The second question is asked only after the first answer was kept. */
        void answer(LogEnds.Range range) throws InterruptedException {
            for (int question = 0; question < 2; question++) {
                assertThat(ANSWERS.offer(Map.of(A, range), 30, TimeUnit.SECONDS))
                        .isTrue();
            }
        }

        void read(long nextOffset, long timestamp) throws Exception {
            processElement1(new Position(A, nextOffset, timestamp), 0);
        }

        void count(@Nullable Fate fate, long records) throws Exception {
            processElement2(new FateCount(fate, records), 0);
        }

        List<MeteringProgress> said() {
            return extractOutputValues().stream()
                    .map(Outgoing::value)
                    .map(MeteringProgress.class::cast)
                    .toList();
        }
    }
}
