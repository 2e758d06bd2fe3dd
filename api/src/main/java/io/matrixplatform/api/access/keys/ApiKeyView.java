package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.matrixplatform.api.platform.http.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is shown.
 *
 * @param lastUsedAt the minute; null if it was never used, or while that is not known
 */
public record ApiKeyView(
        @JsonUnwrapped ApiKey key,
        ApiKeyStatus status,
        @Nullable Instant lastUsedAt) implements Versioned {
    @Override
    public long version() {
        return key.version();
    }
}
