package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.ids.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription as the rest of billing sees it: what was agreed from when to when, at least one phase, without a gap. */
public record Agreement(SubscriptionId id, List<Phase> phases) {
    public Agreement {
        phases = List.copyOf(phases);
    }

    public Instant startsAt() {
        return phases.get(0).from();
    }

    /** Null while it goes on for ever. */
    public @Nullable Instant endsAt() {
        return phases.get(phases.size() - 1).to();
    }
}
