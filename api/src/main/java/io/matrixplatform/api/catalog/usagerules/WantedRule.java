package io.matrixplatform.api.catalog.usagerules;

import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a model's rule is to be; no limit where there is no number. */
public record WantedRule(
        @Nullable @Min(value = 1, message = "at least 1") Long maxInputTokens,
        @Nullable @Min(value = 1, message = "at least 1") Long maxOutputTokens,
        @Nullable @Min(value = 1, message = "at least 1") Long maxContextTokens,
        @Nullable Boolean partsWithinWhole,
        @Nullable Boolean holdEstimated,
        @Nullable Boolean requireUsage) {

    UsageRule version(String model, long version, Instant effectiveFrom, Instant now) {
        return new UsageRule(
                model,
                version,
                maxInputTokens,
                maxOutputTokens,
                maxContextTokens,
                partsWithinWhole == null || partsWithinWhole,
                holdEstimated != null && holdEstimated,
                requireUsage != null && requireUsage,
                effectiveFrom,
                null,
                now);
    }
}
