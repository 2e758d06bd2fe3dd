package io.matrixplatform.api.metering.fates;

import io.matrixplatform.api.platform.projections.Projection;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** Brings conflicts and dead letters into PostgreSQL, and forgets old ones once an hour. */
public final class FateProjection implements Projection {
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final Fates fates;
    private final InstantSource clock;
    private final RecordDecoder<UsageConflict> conflicts;
    // One schema for all three topics; a decoder takes any that reads as it.
    private final RecordDecoder<DeadLetter> deadLetters;
    private Instant forgottenAt = Instant.EPOCH;

    public FateProjection(SchemaRegistry registry, Fates fates, InstantSource clock) {
        this.fates = fates;
        this.clock = clock;
        this.conflicts = new RecordDecoder<>(Topics.METERING_CONFLICTS, registry);
        this.deadLetters = new RecordDecoder<>(Topics.METERING_API_CALLS_DEAD_LETTERS, registry);
    }

    @Override
    public String name() {
        return "metering-fates";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topics.METERING_CONFLICTS,
                Topics.METERING_API_CALLS_DEAD_LETTERS,
                Topics.METERING_USAGE_EVENTS_DEAD_LETTERS,
                Topics.METERING_RUNTIME_METRICS_DEAD_LETTERS,
                Topics.METERING_QUARANTINE_DECISIONS_DEAD_LETTERS);
    }

    @Override
    public void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Conflict> conflicting = new ArrayList<>();
        List<DeadFact> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (record.topic().equals(Topics.METERING_CONFLICTS.name())) {
                conflicting.add(conflict(conflicts.decode(record.value())));
            } else {
                dead.add(deadFact(deadLetters.decode(record.value())));
            }
        }
        FateDao dao = transaction.attach(FateDao.class);
        if (!conflicting.isEmpty()) {
            dao.insertConflicts(conflicting);
        }
        if (!dead.isEmpty()) {
            dao.insertDeadFacts(dead);
        }
    }

    @Override
    public void afterPoll() {
        Instant now = clock.instant();
        if (now.isAfter(forgottenAt.plus(FORGET_EVERY))) {
            fates.forgetOld();
            forgottenAt = now;
        }
    }

    private static Conflict conflict(UsageConflict said) {
        return new Conflict(
                said.getTenantId(),
                said.getEventId(),
                said.getSource(),
                said.getOccurredAt(),
                said.getRecordedAt(),
                said.getFirstRecordedOn(),
                said.getFactTopic(),
                said.getFactPartition(),
                said.getFactOffset(),
                said.getReason());
    }

    private static DeadFact deadFact(DeadLetter said) {
        return new DeadFact(
                said.getTenantId(),
                clean(said.getReason()),
                clean(said.getDetail()),
                said.getDeadAt(),
                said.getFactTopic(),
                said.getFactPartition(),
                said.getFactOffset());
    }

    /** PostgreSQL takes no NUL, and what is told of a broken fact may have one. */
    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
