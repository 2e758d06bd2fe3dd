package io.matrixplatform.replay.trace;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One recorded request.
 *
 * @param at to the microsecond; digits below are cut off
 */
public record TraceRow(Instant at, long inputTokens, long outputTokens) {
    public TraceRow {
        requireNonNull(at, "at");
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("token counts are not negative");
        }
    }
}
