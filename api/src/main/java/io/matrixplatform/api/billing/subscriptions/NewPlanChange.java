package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wanted change of plan.
 *
 * @param effectiveAt a full quarter hour to come; null for the next one
 */
record NewPlanChange(
        @NotNull(message = "is required") PlanKey plan,
        @Nullable Instant effectiveAt) {}
