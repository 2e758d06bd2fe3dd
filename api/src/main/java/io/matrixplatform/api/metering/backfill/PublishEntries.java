package io.matrixplatform.api.metering.backfill;

import static java.util.Objects.requireNonNullElse;

import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.progress.ProgressProjection.EndOffsets;
import io.matrixplatform.api.platform.projections.ProjectionOffsets;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.metering.Slice;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Says the entries of a backfill to Kafka, in order and with one order number, as the metering job says its conclusions: again
 * after an interruption, which changes nothing. What an application says a reversal takes back by saying what held before.
 */
final class PublishEntries {
    private static final int BATCH = 500;

    private final WorkDao dao;
    private final Producer<byte[], byte[]> producer;
    private final SchemaRegistry registry;
    private final EndOffsets ends;
    private final ProjectionOffsets projected;
    private final Duration rollupsKept;
    private final InstantSource clock;

    PublishEntries(
            Jdbi jdbi,
            Producer<byte[], byte[]> producer,
            SchemaRegistry registry,
            EndOffsets ends,
            Duration rollupsKept,
            InstantSource clock) {
        this.dao = jdbi.onDemand(WorkDao.class);
        this.producer = producer;
        this.registry = registry;
        this.ends = ends;
        this.projected = new ProjectionOffsets(jdbi);
        this.rollupsKept = rollupsKept;
        this.clock = clock;
    }

    /** Where the projection of the ledger must be for all that was said to be in PostgreSQL. */
    Map<TopicPartition, Long> publish(Backfill backfill) throws InterruptedException {
        boolean takesBack = backfill.state() == Backfill.State.REVERSING;
        RecordEncoder<UsageLedgerEntry> ledger = new RecordEncoder<>(Topics.METERING_USAGE_LEDGER, registry);
        RecordEncoder<UsageRollup> rollups = new RecordEncoder<>(Topics.METERING_USAGE_ROLLUPS, registry);
        long place = backfill.entriesPublished();
        for (List<Entry> batch = next(backfill, place); !batch.isEmpty(); batch = next(backfill, place)) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (Entry entry : batch) {
                Word word = Word.of(backfill, entry, takesBack);
                if (entry.isOfSlice()) {
                    answers.add(send(Topics.METERING_USAGE_LEDGER.name(), word.id(), ledger.encode(word.toEntry())));
                } else if (entry.start().isAfter(clock.instant().minus(rollupsKept))) {
                    answers.add(send(Topics.METERING_USAGE_ROLLUPS.name(), word.id(), rollups.encode(word.toRollup())));
                }
            }
            await(answers);
            place = batch.get(batch.size() - 1).place();
            dao.published(backfill.id(), place);
        }
        return ends.read();
    }

    boolean isProjected(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> reached = projected.find(LedgerProjection.NAME);
        return wanted.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    private List<Entry> next(Backfill backfill, long after) {
        return dao.entriesAfter(backfill.id(), after, BATCH);
    }

    private Future<RecordMetadata> send(String topic, String id, byte[] value) {
        return producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value));
    }

    private static void await(List<Future<RecordMetadata>> answers) throws InterruptedException {
        try {
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("entries of a backfill were not taken", refused);
        }
    }

    /** What is said of one entry now. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Word(
            Slice slice,
            Entry entry,
            String backfillId,
            Quantity quantity,
            byte @Nullable [] fold,
            long factCount,
            long orderNumber) {
        static Word of(Backfill backfill, Entry entry, boolean takesBack) {
            Slice slice = new Slice(
                    backfill.tenantId().toString(),
                    entry.subscriptionId(),
                    backfill.meter().value(),
                    entry.dimensions(),
                    Slice.startOf(entry.start()));
            BigDecimal quantity = takesBack ? entry.priorQuantity() : entry.quantity();
            return new Word(
                    slice,
                    entry,
                    takesBack
                            ? requireNonNullElse(entry.priorId(), backfill.id()).toString()
                            : backfill.id().toString(),
                    new Quantity(quantity),
                    takesBack ? entry.priorFold() : entry.fold(),
                    takesBack ? entry.priorFactCount() : entry.factCount(),
                    backfill.orderNumber());
        }

        String id() {
            return entry.isOfSlice() ? slice.backfilledId() : slice.backfilledRollupId(entry.start());
        }

        UsageLedgerEntry toEntry() {
            UsageLedgerEntry said = new UsageLedgerEntry();
            said.setSliceId(id());
            said.setTenantId(slice.tenantId());
            said.setSubscriptionId(slice.subscriptionId());
            said.setMeterKey(slice.meterKey());
            said.setDimensions(slice.dimensions());
            said.setSliceStart(slice.start());
            said.setQuantity(quantity.toWire());
            said.setQuantityLong(asLong());
            said.setFold(wireFold());
            said.setFactCount(factCount);
            said.setBackfillId(backfillId);
            said.setOrderNumber(orderNumber);
            return said;
        }

        UsageRollup toRollup() {
            UsageRollup said = new UsageRollup();
            said.setRollupId(id());
            said.setTenantId(slice.tenantId());
            said.setSubscriptionId(slice.subscriptionId());
            said.setMeterKey(slice.meterKey());
            said.setDimensions(slice.dimensions());
            said.setMinuteStart(entry.start());
            said.setQuantity(quantity.toWire());
            said.setQuantityLong(asLong());
            said.setFold(wireFold());
            said.setFactCount(factCount);
            said.setOrderNumber(orderNumber);
            return said;
        }

        private @Nullable Long asLong() {
            OptionalLong whole = quantity.asLong();
            return whole.isPresent() ? (Long) whole.getAsLong() : null;
        }

        private @Nullable ByteBuffer wireFold() {
            return fold == null ? null : ByteBuffer.wrap(fold);
        }
    }
}
