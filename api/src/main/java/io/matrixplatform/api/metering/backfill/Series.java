package io.matrixplatform.api.metering.backfill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is counted by itself: one set of dimensions under one subscription.
 *
 * @param subscriptionId public form; null while the tenant had none
 * @param dimensions canonical JSON
 */
record Series(@Nullable String subscriptionId, String dimensions) {
    /** Counted over a minute or a slice, which start then. */
    record At(Series series, Instant start) {}

    At at(Instant start) {
        return new At(this, start);
    }

    Series named(String otherDimensions) {
        return new Series(subscriptionId, otherDimensions);
    }

    /** As levels tell them apart. */
    String name() {
        return (subscriptionId == null ? "" : subscriptionId) + dimensions;
    }
}
