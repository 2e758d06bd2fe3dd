package io.matrixplatform.api.access.keyusage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a key was used of late.
 *
 * @param lastUsedAt the minute of the last fact; null if there was none
 * @param hours of the last two days, oldest first, those without a fact left out
 */
public record KeyUsage(@Nullable Instant lastUsedAt, List<Hour> hours) {
    /** @param facts as received in the hour that begins at {@code hour}, repeats included */
    public record Hour(Instant hour, long facts) {}

    public KeyUsage {
        hours = List.copyOf(hours);
    }
}
