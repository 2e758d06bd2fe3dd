package io.matrixplatform.api.access.keys;

import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which subscription the edges stamp on the facts of a tenant, and which plan its keys are limited by. Thread-safe. */
public final class SubscriptionStamp {
    private final ApiKeyAnnouncements announcements;

    public SubscriptionStamp(SchemaRegistry registry) {
        announcements = new ApiKeyAnnouncements(registry);
    }

    /**
     * Announces every key of the tenant again, unless it is stamped with that already.
     *
     * @param subscription null for none
     * @param plan that it is under; null for none
     */
    public void change(
            Handle transaction, TenantId tenant, @Nullable SubscriptionId subscription, @Nullable PlanKey plan) {
        if (transaction.attach(SubscriptionStampDao.class).change(tenant, subscription, plan)) {
            transaction
                    .attach(ApiKeyDao.class)
                    .touchAll(tenant)
                    .forEach(key -> announcements.announce(transaction, key));
        }
    }
}
