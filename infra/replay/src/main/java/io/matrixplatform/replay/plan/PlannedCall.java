package io.matrixplatform.replay.plan;

import java.time.Instant;

/**
 * One API call to report. Its number is the row of the trace, and names the event.
 *
 * @param tenant index of the tenant in the run
 * @param key index of the key among the tenant's
 * @param late whether its time was moved back on purpose
 */
public record PlannedCall(
        int number,
        int tenant,
        int key,
        Instant occurredAt,
        boolean late,
        Model model,
        long latencyMs,
        long inputTokens,
        long outputTokens) {}
