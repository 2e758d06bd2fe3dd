package io.matrixplatform.ingest.access;

import io.matrixplatform.events.access.ApiKeyState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the edge knows it; ids in public form.
 *
 * @param expiresAt refused from this instant on
 * @param version of the state it was read from: a lower one never replaces it
 */
public record KnownKey(
        String keyId,
        String tenantId,
        @Nullable String subscriptionId,
        Set<String> scopes,
        @Nullable Instant expiresAt,
        boolean isRevoked,
        long version) {
    /** The scope that lets a key report usage. */
    public static final String USAGE_WRITE = "usage:write";

    public KnownKey {
        scopes = Set.copyOf(scopes);
    }

    static KnownKey of(ApiKeyState state) {
        return new KnownKey(
                state.getKeyId(),
                state.getTenantId(),
                state.getSubscriptionId(),
                Set.copyOf(state.getScopes()),
                state.getExpiresAt(),
                state.getRevokedAt() != null,
                state.getVersion());
    }

    public boolean isUsableAt(Instant now) {
        return !isRevoked && (expiresAt == null || now.isBefore(expiresAt));
    }

    public boolean mayWriteUsage() {
        return scopes.contains(USAGE_WRITE);
    }
}
