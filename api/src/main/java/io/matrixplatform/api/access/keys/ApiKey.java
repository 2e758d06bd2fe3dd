package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param lastFour of the secret, to tell keys apart
 * @param expiresAt refused from then on; null if never
 * @param revokedAt refused since then; null if not
 * @param version counts its changes
 */
public record ApiKey(
        ApiKeyId id,
        TenantId tenantId,
        String name,
        String lastFour,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @JsonIgnore String keyHash,
        @JsonIgnore long version) {
    public ApiKey {
        scopes = List.copyOf(scopes);
    }
}
