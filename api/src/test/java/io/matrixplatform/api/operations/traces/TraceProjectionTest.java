package io.matrixplatform.api.operations.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.tracing.Tracing;
import io.matrixplatform.tracing.TracingConfig;
import io.matrixplatform.tracing.testing.CollectedSpan;
import io.matrixplatform.tracing.testing.SpanCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceProjectionTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PUBLISHED = "00f067aa0ba902b7";
    private static final TopicPartition CALLS = new TopicPartition(Topics.METERING_API_CALLS.name(), 2);
    private static final TopicPartition LEDGER = new TopicPartition(Topics.METERING_USAGE_LEDGER.name(), 0);

    private final RecordEncoder<TracedFact> encoder =
            new RecordEncoder<>(Topics.OPERATIONS_TRACED_FACTS, FakeRegistry.client());
    private final SpanCollector collector = new SpanCollector(0);
    private final TracingConfig config = new TracingConfig(collector.endpoint(), 0, 50);
    private final Tracing metering = Tracing.ofFollowers(config, "matrix-metering", "test");
    private final Tracing api = Tracing.ofRequests(config, "matrix-api", "test");
    private final Map<TopicPartition, Long> checkpoint = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(LEDGER, 10L));
    private final Map<TopicPartition, Long> projected = new HashMap<>(Map.of(LEDGER, 7L));

    private Instant now = NOON;
    private final TraceProjection projection = new TraceProjection(
            () -> Map.copyOf(checkpoint),
            () -> Map.copyOf(ends),
            () -> Map.copyOf(projected),
            new FactSpans(metering, api),
            FakeRegistry.client(),
            () -> now);

    @AfterEach
    void closeCollector() {
        metering.close();
        api.close();
        collector.close();
    }

    @Test
    void goesOnUntilTheLedgerHasWhatACompleteCheckpointCovers() {
        hear(5, NOON.minusSeconds(1));
        checkpoint.put(CALLS, 5L); // the next to be read is the fact itself
        pollAfter(Duration.ofSeconds(2));
        checkpoint.put(CALLS, 6L);
        pollAfter(Duration.ofSeconds(3));
        ends.put(LEDGER, 1_000L); // what is concluded later is not waited for
        projected.put(LEDGER, 9L);
        pollAfter(Duration.ofSeconds(1));
        projected.put(LEDGER, 10L);
        pollAfter(Duration.ofSeconds(1));

        List<CollectedSpan> spans = sent();
        assertThat(spans).extracting(CollectedSpan::name).containsExactlyInAnyOrder("meter", "ledger");
        CollectedSpan meter = named(spans, "meter");
        CollectedSpan ledger = named(spans, "ledger");
        assertThat(meter.service()).isEqualTo("matrix-metering");
        assertThat(meter.parent()).isEqualTo(PUBLISHED);
        assertThat(meter.start()).isEqualTo(NOON.minusSeconds(1));
        assertThat(meter.end()).isEqualTo(NOON.plusSeconds(5));
        assertThat(meter.attributes()).containsEntry("messaging.kafka.offset", "5");
        assertThat(ledger.service()).isEqualTo("matrix-api");
        assertThat(ledger.parent()).isEqualTo(meter.id());
        assertThat(ledger.start()).isEqualTo(NOON.plusSeconds(5));
        assertThat(ledger.end()).isEqualTo(NOON.plusSeconds(7));
        assertThat(spans).noneMatch(CollectedSpan::isError);
    }

    @Test
    void doesNotWaitWhereTheLedgerIsThere() {
        projected.put(LEDGER, 10L);
        checkpoint.put(CALLS, 6L);
        hear(5, NOON);

        pollAfter(Duration.ofSeconds(1));

        assertThat(sent()).extracting(CollectedSpan::name).containsExactlyInAnyOrder("meter", "ledger");
    }

    @Test
    void givesUpWhatNothingIsHeardOf() {
        hear(5, NOON);
        pollAfter(Duration.ofMinutes(10));
        pollAfter(Duration.ofSeconds(1));

        assertThat(sent()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("meter");
            assertThat(span.isError()).isTrue();
            assertThat(span.attributes()).containsEntry("error.type", "timeout");
        });
    }

    @Test
    void tellsNothingOfFactsThatItHearsOfTooLate() {
        projected.put(LEDGER, 10L);
        checkpoint.put(CALLS, 6L);
        hear(5, NOON.minus(Duration.ofMinutes(11)));

        pollAfter(Duration.ofSeconds(1));

        assertThat(sent()).isEmpty();
    }

    private void hear(long offset, Instant publishedAt) {
        TracedFact fact = new TracedFact(
                "00-" + TRACE + "-" + PUBLISHED + "-01",
                CALLS.topic(),
                CALLS.partition(),
                offset,
                "ten_1",
                "/inference/edge-1",
                "req_1",
                publishedAt);
        projection.take(List.of(new ConsumerRecord<>(
                Topics.OPERATIONS_TRACED_FACTS.name(), 0, offset, new byte[0], encoder.encode(fact))));
    }

    private void pollAfter(Duration time) {
        now = now.plus(time);
        projection.afterPoll();
    }

    private List<CollectedSpan> sent() {
        metering.close();
        api.close();
        return collector.of(TRACE);
    }

    private static CollectedSpan named(List<CollectedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
