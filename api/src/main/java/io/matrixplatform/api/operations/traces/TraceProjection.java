package io.matrixplatform.api.operations.traces;

import io.matrixplatform.api.platform.projections.Projection;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows traced facts until the ledger has what they come to. When a checkpoint is complete that has a fact, its conclusions stand
 * before the end offsets that the conclusion topics have after that; once the ledger's projection has passed those, it is there.
 */
public final class TraceProjection implements Projection {
    private static final Logger LOG = LoggerFactory.getLogger(TraceProjection.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** After so long a trace is given up, and of a fact that is older none is made: how long things took is not known any more. */
    static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(10);

    private static final int FOLLOWED_MAX = 10_000;

    private final Offsets metered;
    private final Offsets conclusionEnds;
    private final Offsets projected;
    private final FactSpans spans;
    private final InstantSource clock;
    private final RecordDecoder<TracedFact> decoder;

    private final List<FollowedFact> followed = new ArrayList<>();
    private Instant lookedAt = Instant.EPOCH;

    /** Next offsets, by partition. */
    @FunctionalInterface
    public interface Offsets {
        Map<TopicPartition, Long> read();
    }

    /**
     * @param metered what complete checkpoints have
     * @param conclusionEnds of the topics that the ledger is made of
     * @param projected what the ledger has of those
     */
    public TraceProjection(
            Offsets metered,
            Offsets conclusionEnds,
            Offsets projected,
            FactSpans spans,
            SchemaRegistry registry,
            InstantSource clock) {
        this.metered = metered;
        this.conclusionEnds = conclusionEnds;
        this.projected = projected;
        this.spans = spans;
        this.clock = clock;
        this.decoder = new RecordDecoder<>(Topics.OPERATIONS_TRACED_FACTS, registry);
    }

    @Override
    public String name() {
        return "operations-traces";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topics.OPERATIONS_TRACED_FACTS);
    }

    @Override
    public boolean mayMiss() {
        return true;
    }

    @Override
    public void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch) {
        take(batch);
    }

    void take(List<ConsumerRecord<byte[], byte[]>> batch) {
        Instant oldest = clock.instant().minus(GIVEN_UP_AFTER);
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TracedFact fact = decoder.decode(record.value());
            if (followed.size() < FOLLOWED_MAX && fact.getPublishedAt().isAfter(oldest)) {
                followed.add(new FollowedFact(fact, spans.meter(fact)));
            } else {
                LOG.atDebug().addKeyValue("event_id", fact.getEventId()).log("a trace ends at the edge");
            }
        }
    }

    @Override
    public void afterPoll() {
        Instant now = clock.instant();
        if (followed.isEmpty() || now.isBefore(lookedAt.plus(LOOK_EVERY))) {
            return;
        }
        lookedAt = now;
        Map<TopicPartition, Long> checkpoint = metered.read();
        if (followed.stream().anyMatch(fact -> fact.isMeteredBy(checkpoint))) {
            Map<TopicPartition, Long> ends = conclusionEnds.read();
            Instant seen = clock.instant();
            followed.stream()
                    .filter(fact -> fact.isMeteredBy(checkpoint))
                    .forEach(fact -> fact.isMetered(spans, seen, ends));
        }
        if (followed.stream().anyMatch(FollowedFact::isForLedger)) {
            Map<TopicPartition, Long> inLedger = projected.read();
            Instant seen = clock.instant();
            followed.removeIf(fact -> fact.endsIn(inLedger, seen));
        }
        followed.removeIf(fact -> fact.isGivenUp(now));
    }
}
