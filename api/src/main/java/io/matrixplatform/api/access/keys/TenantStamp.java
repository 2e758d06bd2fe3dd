package io.matrixplatform.api.access.keys;

import io.matrixplatform.model.ids.SubscriptionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is announced with every key of a tenant. */
public record TenantStamp(
        @Nullable SubscriptionId subscriptionId,
        List<String> ipAllow,
        List<String> ipDeny,
        List<String> countriesAllow,
        List<String> countriesDeny) {}
