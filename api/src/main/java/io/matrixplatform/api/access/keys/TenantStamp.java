package io.matrixplatform.api.access.keys;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is announced with every key of a tenant.
 *
 * @param plan that the subscription is under
 */
public record TenantStamp(
        @Nullable SubscriptionId subscriptionId,
        @Nullable PlanKey plan,
        List<String> ipAllow,
        List<String> ipDeny,
        List<String> countriesAllow,
        List<String> countriesDeny) {}
