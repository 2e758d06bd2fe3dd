package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A new API key with its secret, which is never shown again. */
record MintedApiKey(@JsonUnwrapped ApiKey key, ApiKeyStatus status, String secret) {
    @Override
    public String toString() {
        return "minted " + key;
    }
}
