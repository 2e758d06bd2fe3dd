package io.matrixplatform.streams.metering.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.progress.LogEnds.Range;
import io.matrixplatform.streams.metering.progress.LogEndsWatch.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Partition A = new Partition(FactTopic.API_CALLS, 0);
    private static final Partition B = new Partition(FactTopic.API_CALLS, 1);
    private static final long BOUND = 15_000;

    @Test
    void saysNothingBeforeKafkaHasSaidWhatPartitionsThereAre() {
        assertThat(Progress.processedThrough(Map.of(A, new Position(A, 5, 100_000)), List.of()))
                .isEmpty();
    }

    @Test
    void saysNothingWhileAPartitionWithFactsIsUnread() {
        Answer answer = new Answer(200_000, Map.of(A, new Range(0, 5), B, new Range(0, 1)));

        assertThat(Progress.processedThrough(Map.of(A, new Position(A, 5, 100_000)), List.of(answer)))
                .isEmpty();
    }

    @Test
    void takesAnIdlePartitionAsFarAsTheQuestion() {
        Answer answer = new Answer(200_000, Map.of(A, new Range(0, 5), B, new Range(7, 7)));

        assertThat(Progress.processedThrough(Map.of(A, new Position(A, 5, 100_000)), List.of(answer)))
                .hasValue(200_000 - BOUND);
    }

    @Test
    void goesByAnEarlierAnswerWhenThePartitionHasGrownSince() {
        Answer newer = new Answer(201_000, Map.of(A, new Range(0, 9)));
        Answer older = new Answer(200_000, Map.of(A, new Range(0, 5)));

        assertThat(Progress.processedThrough(Map.of(A, new Position(A, 6, 190_000)), List.of(newer, older)))
                .hasValue(200_000 - BOUND);
    }

    @Test
    void allowsForClocksOnBothSidesWhenItGoesByTheLastFact() {
        Answer answer = new Answer(900_000, Map.of(A, new Range(0, 1_000)));

        assertThat(Progress.processedThrough(Map.of(A, new Position(A, 6, 190_000)), List.of(answer)))
                .hasValue(190_000 - 2 * BOUND);
    }

    @Test
    void isTheLeastOfAllPartitions() {
        Answer answer = new Answer(900_000, Map.of(A, new Range(0, 1_000), B, new Range(0, 3)));

        assertThat(Progress.processedThrough(
                        Map.of(A, new Position(A, 6, 190_000), B, new Position(B, 3, 100_000)), List.of(answer)))
                .hasValue(190_000 - 2 * BOUND);
    }

    @Test
    void passesOverWhatRetentionHasDeleted() {
        Answer answer = new Answer(900_000, Map.of(A, new Range(50, 50)));

        assertThat(Progress.processedThrough(Map.of(A, new Position(A, 6, 190_000)), List.of(answer)))
                .hasValue(900_000 - BOUND);
    }
}
