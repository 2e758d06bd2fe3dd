package io.matrixplatform.api.access.limits;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What limits are set on.
 *
 * @param scope plan, subscription or key
 * @param id as everybody sees it
 * @param tenant null for a plan
 */
public record LimitOwner(String scope, String id, @Nullable TenantId tenant) {
    public LimitOwner {
        requireNonNull(scope, "scope");
        requireNonNull(id, "id");
    }

    public static LimitOwner of(PlanKey plan) {
        return new LimitOwner("plan", plan.value(), null);
    }

    public static LimitOwner of(TenantId tenant, SubscriptionId subscription) {
        return new LimitOwner("subscription", subscription.toString(), tenant);
    }

    public static LimitOwner of(TenantId tenant, ApiKeyId key) {
        return new LimitOwner("key", key.toString(), tenant);
    }

    boolean isPlan() {
        return tenant == null;
    }

    /** As its record is found by. */
    String recordKey() {
        return scope + "/" + id;
    }

    /** What a change of it is called in the audit log. */
    String changed() {
        return switch (scope) {
            case "plan" -> "plan-limits.changed";
            case "subscription" -> "subscription-limits.changed";
            default -> "api-key-limits.changed";
        };
    }
}
