package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A conclusion as a row.
 *
 * @param recordedOn of late usage; null in the ledger
 * @param cause of late usage; null in the ledger
 * @param fold null where quantities add up
 * @param backfillId of what a backfill says; null for the job's
 */
record Conclusion(
        String id,
        String tenantId,
        @Nullable String subscriptionId,
        String meterKey,
        String dimensions,
        Instant sliceStart,
        @Nullable LocalDate recordedOn,
        @Nullable String cause,
        BigDecimal quantity,
        @Nullable ByteBuffer fold,
        long factCount,
        long orderNumber,
        @Nullable String backfillId) {

    static Conclusion of(UsageLedgerEntry entry) {
        return new Conclusion(
                entry.getSliceId(),
                entry.getTenantId(),
                entry.getSubscriptionId(),
                entry.getMeterKey(),
                entry.getDimensions(),
                entry.getSliceStart(),
                null,
                null,
                entry.getQuantity(),
                entry.getFold(),
                entry.getFactCount(),
                entry.getOrderNumber(),
                entry.getBackfillId());
    }

    static Conclusion of(LateUsage late) {
        return new Conclusion(
                late.getLateUsageId(),
                late.getTenantId(),
                late.getSubscriptionId(),
                late.getMeterKey(),
                late.getDimensions(),
                late.getSliceStart(),
                late.getRecordedOn(),
                late.getCause().name().toLowerCase(Locale.ROOT),
                late.getQuantity(),
                late.getFold(),
                late.getFactCount(),
                late.getOrderNumber(),
                null);
    }

    /** The one of two with the same id that holds. */
    Conclusion newer(Conclusion other) {
        return other.orderNumber > orderNumber ? other : this;
    }
}
