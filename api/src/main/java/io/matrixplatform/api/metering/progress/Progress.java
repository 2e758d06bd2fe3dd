package io.matrixplatform.api.metering.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param processedThrough every fact recorded before it is in the job's conclusions; null before the job's first word
 * @param publishedAt when the job said so
 * @param ledgerThrough every fact recorded before it is in PostgreSQL too; null before the projection first caught up
 */
public record Progress(
        @Nullable Instant processedThrough,
        @Nullable Instant publishedAt,
        @Nullable Instant ledgerThrough) {
    static final Progress NONE = new Progress(null, null, null);
}
