package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is at the moment of the answer.
 *
 * @param status scheduled, active, ending (cancelled for a time to come) or ended
 * @param plan in force now; null when none is
 * @param endsAt null while nobody cancelled it
 * @param phases in order; none when it was withdrawn before it began
 */
public record SubscriptionView(
        SubscriptionId id,
        TenantId tenant,
        String status,
        @Nullable PlanKey plan,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant createdAt,
        List<Phase> phases) {
    public SubscriptionView {
        phases = List.copyOf(phases);
    }

    static SubscriptionView of(Subscription subscription, Instant now) {
        return new SubscriptionView(
                subscription.id(),
                subscription.tenantId(),
                subscription.statusAt(now).name().toLowerCase(Locale.ROOT),
                subscription.planAt(now).orElse(null),
                subscription.startsAt(),
                subscription.endsAt(),
                subscription.createdAt(),
                subscription.phases().list());
    }
}
