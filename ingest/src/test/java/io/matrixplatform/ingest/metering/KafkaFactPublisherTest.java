package io.matrixplatform.ingest.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without a broker; with one, the end-to-end tests. */
class KafkaFactPublisherTest {
    private static final String NOBODY_THERE = "127.0.0.1:1";

    private final KafkaFactPublisher publisher = new KafkaFactPublisher(
            new KafkaSettings(NOBODY_THERE, Duration.ofSeconds(10), Duration.ofMillis(5), 131_072, 1_000_000));

    @AfterEach
    void close() {
        publisher.close(Duration.ZERO);
    }

    @Test
    void answersAtOnceThatNothingIsConfirmed() throws Exception {
        CompletableFuture<List<Unconfirmed>> answered = new CompletableFuture<>();

        publisher.publish(List.of(fact(0, "a"), fact(1, "b")), Instant.EPOCH, answered::complete);

        assertThat(answered.get(5, TimeUnit.SECONDS))
                .extracting(Unconfirmed::index, Unconfirmed::id)
                .containsExactly(tuple(0, "a"), tuple(1, "b"));
    }

    @Test
    void answersForNoFactsToo() throws Exception {
        CompletableFuture<List<Unconfirmed>> answered = new CompletableFuture<>();

        publisher.publish(List.of(), Instant.EPOCH, answered::complete);

        assertThat(answered.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void saysThatItIsNotReady() {
        assertThat(publisher.notReadyBecause().orElseThrow())
                .contains(Topics.METERING_API_CALLS.name(), Topics.METERING_USAGE_EVENTS.name());
    }

    @Test
    void isNeverWithoutAnAnswerEvenWhenItIsClosed() throws Exception {
        publisher.close(Duration.ZERO);
        CompletableFuture<List<Unconfirmed>> answered = new CompletableFuture<>();

        publisher.publish(List.of(fact(0, "a")), Instant.EPOCH, answered::complete);

        assertThat(answered.get(5, TimeUnit.SECONDS)).hasSize(1);
    }

    private static Fact fact(int index, String id) {
        return new Fact(index, id, Topics.METERING_API_CALLS, new byte[16], new byte[100]);
    }
}
