package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wanted subscription.
 *
 * @param startsAt a full quarter hour to come; null for the next one, or the end of the tenant's last subscription if that
 *     is later
 */
record NewSubscription(
        @NotNull(message = "is required") PlanKey plan,
        @Nullable Instant startsAt) {}
