package io.matrixplatform.api.catalog.usagerules;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.matrixplatform.api.platform.http.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of the rule of a model.
 *
 * @param model or {@link #EVERY_MODEL} for each that has none of its own in force
 * @param version counts the versions of the model's rule, from 1
 * @param maxContextTokens of input and output together
 * @param partsWithinWhole whether cached input lies within input, and reasoning output within output
 * @param holdEstimated whether a call with estimated counts is held
 * @param requireUsage whether a successful call without any token is held
 * @param effectiveFrom facts recorded from this full minute on are checked
 * @param effectiveUntil facts recorded from this full minute on no longer are; null while in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageRule(
        String model,
        long version,
        @Nullable Long maxInputTokens,
        @Nullable Long maxOutputTokens,
        @Nullable Long maxContextTokens,
        boolean partsWithinWhole,
        boolean holdEstimated,
        boolean requireUsage,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        Instant createdAt)
        implements Versioned {
    public static final String EVERY_MODEL = "*";

    public boolean covers(Instant recordedAt) {
        return !recordedAt.isBefore(effectiveFrom) && (effectiveUntil == null || recordedAt.isBefore(effectiveUntil));
    }

    UsageRule until(Instant end) {
        return new UsageRule(
                model,
                version,
                maxInputTokens,
                maxOutputTokens,
                maxContextTokens,
                partsWithinWhole,
                holdEstimated,
                requireUsage,
                effectiveFrom,
                end,
                createdAt);
    }
}
