package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

/**
 * Of which probe a value is, and how it was taken.
 *
 * @param cumulative whether the value counts up since {@code startedAt}; otherwise it is a level
 * @param startedAt when the instance, or its counter, started, micros since 1970; {@link #UNKNOWN} if nobody said
 */
public record Sampling(Probe probe, boolean cumulative, long startedAt) {
    public static final long UNKNOWN = 0;

    public Sampling {
        requireNonNull(probe, "probe");
    }
}
