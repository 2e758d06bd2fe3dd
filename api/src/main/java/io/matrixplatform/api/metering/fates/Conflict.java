package io.matrixplatform.api.metering.fates;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A fact that repeated the identity of another with another payload, and so does not count.
 *
 * @param firstRecordedOn UTC day on which the fact that counts was recorded
 */
public record Conflict(
        String tenantId,
        String eventId,
        String source,
        Instant occurredAt,
        Instant recordedAt,
        LocalDate firstRecordedOn,
        String factTopic,
        int factPartition,
        long factOffset) {}
