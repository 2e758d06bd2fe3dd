package io.matrixplatform.api.metering.fates;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A fact or a correction that contradicts what stands under its identity, and so has no effect.
 *
 * @param reason stable code: {@code payload-differs}, or of a correction {@code original-differs}, {@code already-corrected}
 *     or {@code original-too-old}
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
        long factOffset,
        String reason) {}
