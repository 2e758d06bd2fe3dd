package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.model.metering.folds.Folding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One meter of one tenant under one subscription with one set of dimensions: what a slice is a quarter hour of.
 *
 * @param dimensions canonical JSON
 * @param graceSeconds of the meter
 * @param folding of the meter; null where quantities add up
 * @param cap null where every set of dimensions is kept apart, and once it is decided that this one is
 */
public record Series(
        String tenantId,
        @Nullable String subscriptionId,
        String meterKey,
        String dimensions,
        int graceSeconds,
        @Nullable Folding folding,
        @Nullable Cap cap) {
    /**
     * How many sets of dimensions are kept apart.
     *
     * @param other the dimensions that what comes beyond is counted under, canonical JSON
     */
    public record Cap(int groupsMax, String other) {}

    /** Of a meter whose quantities add up, every set of dimensions apart. */
    public Series(
            String tenantId, @Nullable String subscriptionId, String meterKey, String dimensions, int graceSeconds) {
        this(tenantId, subscriptionId, meterKey, dimensions, graceSeconds, null, null);
    }

    /** The same where it is decided under which dimensions it is counted. */
    public Series under(String decided) {
        return new Series(tenantId, subscriptionId, meterKey, decided, graceSeconds, folding, null);
    }

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
                && graceSeconds == that.graceSeconds
                && Objects.equals(folding, that.folding)
                && Objects.equals(cap, that.cap);
    }
}
