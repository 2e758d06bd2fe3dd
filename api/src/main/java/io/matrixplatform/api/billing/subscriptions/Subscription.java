package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's agreement to a plan over time. What is so at a moment is asked of it, and stored nowhere. */
record Subscription(SubscriptionId id, TenantId tenantId, Instant startsAt, Instant createdAt, Phases phases) {
    /** As its tenant sees it. */
    enum Status {
        SCHEDULED,
        ACTIVE,
        /** In force, and cancelled for a time to come. */
        ENDING,
        ENDED
    }

    @Nullable Instant endsAt() {
        return phases.end();
    }

    Status statusAt(Instant moment) {
        Instant end = phases.end();
        if (end != null && !moment.isBefore(end)) {
            return Status.ENDED;
        }
        if (phases.plans().isEmpty()) {
            return Status.ENDED;
        }
        if (moment.isBefore(startsAt)) {
            return Status.SCHEDULED;
        }
        return end == null ? Status.ACTIVE : Status.ENDING;
    }

    boolean isInForceAt(Instant moment) {
        return planAt(moment).isPresent();
    }

    Optional<PlanKey> planAt(Instant moment) {
        return phases.planAt(moment);
    }

    Subscription with(Phases changed) {
        return new Subscription(id, tenantId, startsAt, createdAt, changed);
    }
}
