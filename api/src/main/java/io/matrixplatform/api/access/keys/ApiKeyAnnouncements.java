package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.SubscriptionId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells the edges of each change of a key. */
final class ApiKeyAnnouncements {
    private final Outbox<ApiKeyState> outbox;

    ApiKeyAnnouncements(SchemaRegistry registry) {
        outbox = new Outbox<>(Topics.ACCESS_API_KEY_STATE, registry);
    }

    void announce(Handle transaction, ApiKey key) {
        @Nullable String subscription = transaction
                .attach(SubscriptionStampDao.class)
                .hold(key.tenantId())
                .map(SubscriptionId::toString)
                .orElse(null);
        ApiKeyState state = ApiKeyState.newBuilder()
                .setKeyId(key.id().toString())
                .setTenantId(key.tenantId().toString())
                .setKeyHash(key.keyHash())
                .setScopes(key.scopes())
                .setSubscriptionId(subscription)
                .setExpiresAt(key.expiresAt())
                .setRevokedAt(key.revokedAt())
                .setVersion(key.version())
                .build();
        outbox.append(transaction, key.keyHash(), state);
    }
}
