package io.matrixplatform.streams.metering.meters;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One meter of one tenant under one subscription with one set of dimensions: what a slice is a quarter hour of.
 *
 * @param dimensions canonical JSON
 * @param graceSeconds of the meter
 */
public record Series(
        String tenantId, @Nullable String subscriptionId, String meterKey, String dimensions, int graceSeconds) {
    /** Written out, since it is asked for several times a fact: texts keep their hashes, and equal series are the same. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenantId.hashCode() + meterKey.hashCode()) + dimensions.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Series that
                && tenantId.equals(that.tenantId)
                && meterKey.equals(that.meterKey)
                && dimensions.equals(that.dimensions)
                && Objects.equals(subscriptionId, that.subscriptionId)
                && graceSeconds == that.graceSeconds;
    }
}
