package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a key is taken, and if not, why. */
public enum ApiKeyStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("revoked")
    REVOKED
}
