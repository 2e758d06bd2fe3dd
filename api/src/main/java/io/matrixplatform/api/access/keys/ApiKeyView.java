package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.matrixplatform.api.platform.http.Versioned;

/** An API key as it is shown. */
public record ApiKeyView(@JsonUnwrapped ApiKey key, ApiKeyStatus status) implements Versioned {
    @Override
    public long version() {
        return key.version();
    }
}
