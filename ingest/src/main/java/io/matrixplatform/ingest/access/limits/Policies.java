package io.matrixplatform.ingest.access.limits;

import org.jspecify.annotations.Nullable;

/**
 * What the control plane has told of the limits that a call is held to.
 *
 * @param subscription agreed for it in place of its tier's; null if nothing was
 * @param key its own; null if it has none
 * @param isStale whether nothing was heard of the control plane for too long
 */
record Policies(
        String subscriptionId,
        LimitSet tier,
        @Nullable LimitSet subscription,
        @Nullable LimitSet key,
        Policy tierAlone,
        boolean isStale) {
    /** What all keys of the subscription share. */
    Policy shared() {
        return subscription == null ? tierAlone : Policy.ofSubscription(tier, subscription);
    }
}
