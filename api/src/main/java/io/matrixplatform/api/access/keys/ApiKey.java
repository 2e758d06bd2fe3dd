package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.matrixplatform.model.access.AddressRules;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.network.Cidr;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param lastFour of the secret, to tell keys apart
 * @param models for which it may be used; empty for all
 * @param cidrs ranges in canonical form from which it may be used; empty for every address
 * @param expiresAt refused from then on; null if never
 * @param revokedAt refused since then; null if not
 * @param rotatedFrom the key that this one takes the place of; null for none
 * @param firstId of the key that was rotated into it and of those before, the first; its own if it took nobody's place
 * @param version counts its changes
 */
public record ApiKey(
        ApiKeyId id,
        TenantId tenantId,
        String name,
        String lastFour,
        List<String> scopes,
        List<String> models,
        List<String> cidrs,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable ApiKeyId rotatedFrom,
        @JsonIgnore ApiKeyId firstId,
        @JsonIgnore String keyHash,
        @JsonIgnore long version) {
    public ApiKey {
        scopes = List.copyOf(scopes);
        models = List.copyOf(models);
        cidrs = List.copyOf(cidrs);
    }

    /** From where it may be used. */
    public AddressRules addressRules() {
        return AddressRules.allowing(cidrs.stream().map(Cidr::parse).toList());
    }

    ApiKeyStatus statusAt(Instant now) {
        if (revokedAt != null) {
            return ApiKeyStatus.REVOKED;
        }
        return expiresAt == null || now.isBefore(expiresAt) ? ApiKeyStatus.ACTIVE : ApiKeyStatus.EXPIRED;
    }

    /** The same key under other terms. */
    ApiKey under(String newName, ApiKeyTerms terms) {
        return new ApiKey(
                id,
                tenantId,
                newName,
                lastFour,
                terms.scopeNames(),
                terms.models(),
                terms.rangeTexts(),
                createdAt,
                terms.expiresAt(),
                revokedAt,
                rotatedFrom,
                firstId,
                keyHash,
                version);
    }
}
