package io.matrixplatform.api.testing;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Fold;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the metering job concludes, as it stands on Kafka. */
public final class Conclusions {
    private Conclusions() {}

    public static ConsumerRecord<byte[], byte[]> ledger(Slice slice, String quantity, long facts, long orderNumber) {
        return ledger(slice, quantity, null, facts, orderNumber);
    }

    public static ConsumerRecord<byte[], byte[]> ledger(
            Slice slice, String quantity, @Nullable Fold fold, long facts, long orderNumber) {
        return onKafka(
                Topics.METERING_USAGE_LEDGER,
                UsageLedgerEntry.newBuilder()
                        .setSliceId(slice.id())
                        .setTenantId(slice.tenantId())
                        .setSubscriptionId(slice.subscriptionId())
                        .setMeterKey(slice.meterKey())
                        .setDimensions(slice.dimensions())
                        .setSliceStart(slice.start())
                        .setQuantity(new BigDecimal(quantity).setScale(18))
                        .setQuantityLong(null)
                        .setFold(fold == null ? null : ByteBuffer.wrap(fold.toBytes()))
                        .setFactCount(facts)
                        .setOrderNumber(orderNumber)
                        .build());
    }

    public static ConsumerRecord<byte[], byte[]> late(
            Slice slice, LocalDate recordedOn, String quantity, long facts, long orderNumber) {
        return late(slice, recordedOn, quantity, null, facts, orderNumber);
    }

    public static ConsumerRecord<byte[], byte[]> late(
            Slice slice, LocalDate recordedOn, String quantity, @Nullable Fold fold, long facts, long orderNumber) {
        return late(slice, recordedOn, LateCause.RECORDED, quantity, fold, facts, orderNumber);
    }

    public static ConsumerRecord<byte[], byte[]> late(
            Slice slice,
            LocalDate recordedOn,
            LateCause cause,
            String quantity,
            @Nullable Fold fold,
            long facts,
            long orderNumber) {
        return onKafka(
                Topics.METERING_LATE_USAGE,
                LateUsage.newBuilder()
                        .setLateUsageId(slice.lateUsageId(recordedOn, cause.name()))
                        .setCause(cause)
                        .setTenantId(slice.tenantId())
                        .setSubscriptionId(slice.subscriptionId())
                        .setMeterKey(slice.meterKey())
                        .setDimensions(slice.dimensions())
                        .setSliceStart(slice.start())
                        .setRecordedOn(recordedOn)
                        .setQuantity(new BigDecimal(quantity).setScale(18))
                        .setQuantityLong(null)
                        .setFold(fold == null ? null : ByteBuffer.wrap(fold.toBytes()))
                        .setFactCount(facts)
                        .setOrderNumber(orderNumber)
                        .build());
    }

    /** @param minute in the slice */
    public static ConsumerRecord<byte[], byte[]> rollup(
            Slice slice, Instant minute, String quantity, long facts, long orderNumber) {
        return rollup(slice, minute, quantity, null, facts, orderNumber);
    }

    /** @param minute in the slice */
    public static ConsumerRecord<byte[], byte[]> rollup(
            Slice slice, Instant minute, String quantity, @Nullable Fold fold, long facts, long orderNumber) {
        return onKafka(
                Topics.METERING_USAGE_ROLLUPS,
                UsageRollup.newBuilder()
                        .setRollupId(slice.rollupId(minute))
                        .setTenantId(slice.tenantId())
                        .setSubscriptionId(slice.subscriptionId())
                        .setMeterKey(slice.meterKey())
                        .setDimensions(slice.dimensions())
                        .setMinuteStart(minute)
                        .setQuantity(new BigDecimal(quantity).setScale(18))
                        .setQuantityLong(null)
                        .setFold(fold == null ? null : ByteBuffer.wrap(fold.toBytes()))
                        .setFactCount(facts)
                        .setOrderNumber(orderNumber)
                        .build());
    }

    public static ConsumerRecord<byte[], byte[]> conflict(
            String tenant, String eventId, Instant recordedAt, long offset) {
        return onKafka(
                Topics.METERING_CONFLICTS,
                UsageConflict.newBuilder()
                        .setEventId(eventId)
                        .setTenantId(tenant)
                        .setSource("gateway")
                        .setFactTopic(Topics.METERING_API_CALLS.name())
                        .setFactPartition(1)
                        .setFactOffset(offset)
                        .setOccurredAt(recordedAt.minusSeconds(1))
                        .setRecordedAt(recordedAt)
                        .setFirstRecordedOn(LocalDate.ofInstant(recordedAt, ZoneOffset.UTC))
                        .build());
    }

    public static ConsumerRecord<byte[], byte[]> quarantined(
            String tenant, String eventId, Instant recordedAt, long offset) {
        return onKafka(
                Topics.METERING_QUARANTINE,
                QuarantinedCall.newBuilder()
                        .setFactPartition(1)
                        .setFactOffset(offset)
                        .setRuleModel("gpt-4o")
                        .setRuleVersion(1)
                        .setReason("output-above-limit")
                        .setDetail("20000 output tokens, and the limit is 16384")
                        .setCall(ApiCall.newBuilder()
                                .setEventId(eventId)
                                .setTenantId(tenant)
                                .setSource("gateway")
                                .setOccurredAt(recordedAt.minusSeconds(1))
                                .setRecordedAt(recordedAt)
                                .setKeyId("key_1")
                                .setModel("gpt-4o")
                                .setRoute("/v1/chat/completions")
                                .setStatus(200)
                                .setLatencyMs(5)
                                .setOutputTokens(20_000)
                                .build())
                        .build());
    }

    /** @param tenant null when it could not be read */
    public static ConsumerRecord<byte[], byte[]> deadLetter(
            Topic topic, @Nullable String tenant, String reason, Instant deadAt, long offset) {
        return onKafka(
                topic,
                DeadLetter.newBuilder()
                        .setFactTopic(topic.name().replace(".dead-letters", ""))
                        .setFactPartition(0)
                        .setFactOffset(offset)
                        .setReason(reason)
                        .setDetail("not Avro\0 at all")
                        .setTenantId(tenant)
                        .setDeadAt(deadAt)
                        .build());
    }

    public static ConsumerRecord<byte[], byte[]> progress(Instant processedThrough, long orderNumber) {
        return onKafka(
                Topics.METERING_PROGRESS,
                aProgress(processedThrough, orderNumber).build());
    }

    /** With a balance. */
    public static ConsumerRecord<byte[], byte[]> progress(
            Instant processedThrough, long orderNumber, Map<String, Long> fates) {
        return onKafka(
                Topics.METERING_PROGRESS,
                aProgress(processedThrough, orderNumber)
                        .setRecordsIn(
                                fates.values().stream().mapToLong(each -> each).sum())
                        .setFates(fates)
                        .build());
    }

    private static MeteringProgress.Builder aProgress(Instant processedThrough, long orderNumber) {
        return MeteringProgress.newBuilder()
                .setJob("metering")
                .setProcessedThrough(processedThrough)
                .setCheckpointId(orderNumber)
                .setPublishedAt(processedThrough.plusSeconds(1))
                .setOrderNumber(orderNumber);
    }

    private static <T extends SpecificRecord> ConsumerRecord<byte[], byte[]> onKafka(Topic topic, T value) {
        byte[] bytes = new RecordEncoder<T>(topic, FakeRegistry.client()).encode(value);
        return new ConsumerRecord<>(topic.name(), 0, 0, new byte[0], bytes);
    }
}
