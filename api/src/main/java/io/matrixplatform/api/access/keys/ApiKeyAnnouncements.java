package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import org.jdbi.v3.core.Handle;

/** Tells the edges of each change of a key. */
final class ApiKeyAnnouncements {
    private final Outbox<ApiKeyState> outbox;

    ApiKeyAnnouncements(SchemaRegistry registry) {
        outbox = new Outbox<>(Topics.ACCESS_API_KEY_STATE, registry);
    }

    void announce(Handle transaction, ApiKey key) {
        TenantStamp stamp = transaction
                .attach(SubscriptionStampDao.class)
                .hold(key.tenantId())
                .orElseThrow(() -> new IllegalStateException("a key has a tenant"));
        SubscriptionId subscription = stamp.subscriptionId();
        PlanKey plan = stamp.plan();
        ApiKeyState state = ApiKeyState.newBuilder()
                .setKeyId(key.id().toString())
                .setTenantId(key.tenantId().toString())
                .setKeyHash(key.keyHash())
                .setScopes(key.scopes())
                .setSubscriptionId(subscription == null ? null : subscription.toString())
                .setPlan(plan == null ? null : plan.value())
                .setExpiresAt(key.expiresAt())
                .setRevokedAt(key.revokedAt())
                .setVersion(key.version())
                .setFirstKeyId(
                        key.firstId().equals(key.id()) ? null : key.firstId().toString())
                .setModels(key.models())
                .setCidrs(key.cidrs())
                .setTenantCidrsAllowed(stamp.ipAllow())
                .setTenantCidrsDenied(stamp.ipDeny())
                .setTenantCountriesAllowed(stamp.countriesAllow())
                .setTenantCountriesDenied(stamp.countriesDeny())
                .build();
        outbox.append(transaction, key.keyHash(), state);
    }
}
