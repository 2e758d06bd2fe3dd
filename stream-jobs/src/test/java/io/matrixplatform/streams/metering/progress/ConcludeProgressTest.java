package io.matrixplatform.streams.metering.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
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
            progress.processElement(new Position(A, 5, NOW - 60_000), 0);
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
            progress.processElement(new Position(A, 5, NOW - 60_000), 0);
            progress.snapshot(1, 1);
            progress.processElement(new Position(A, 9, NOW - 1_000), 0);
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
            progress.processElement(new Position(A, 5, NOW - 60_000), 0);
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
    void saysNothingAsLongAsKafkaDoesNotAnswer() throws Exception {
        try (Harness progress = opened()) {
            progress.processElement(new Position(A, 5, NOW), 0);
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

    private static final class Harness extends OneInputStreamOperatorTestHarness<Position, Outgoing> {
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

        List<MeteringProgress> said() {
            return extractOutputValues().stream()
                    .map(Outgoing::value)
                    .map(MeteringProgress.class::cast)
                    .toList();
        }
    }
}
