package io.matrixplatform.api.access.keys;

import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a tenant are held to.
 *
 * @param subscription in force; null if none is, and then no call is let through
 * @param plan that it is under
 * @param shared by all keys of the subscription
 * @param ofKeys those that have limits of their own beside those, and may be used
 */
public record TenantLimits(
        @Nullable SubscriptionId subscription, @Nullable PlanKey plan, List<LimitInForce> shared, List<OfKey> ofKeys) {
    /**
     * What a key has of its own.
     *
     * @param bucketsOf the key under whose id the edges tell what is used of it: the first of those that were rotated into it
     */
    public record OfKey(ApiKeyId key, ApiKeyId bucketsOf, List<LimitInForce> limits) {}
}
