package io.matrixplatform.api.access.keys;

import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.SubscriptionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a tenant are held to.
 *
 * @param subscription in force; null if none is, and then no call is let through
 * @param plan that it is under
 * @param shared by all keys of the subscription
 * @param ofKeys what keys have of their own beside those; only keys that have any, and may be used
 */
public record TenantLimits(
        @Nullable SubscriptionId subscription,
        @Nullable PlanKey plan,
        List<LimitInForce> shared,
        Map<ApiKeyId, List<LimitInForce>> ofKeys) {}
