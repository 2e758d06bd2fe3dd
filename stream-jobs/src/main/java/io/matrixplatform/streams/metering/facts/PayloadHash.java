package io.matrixplatform.streams.metering.facts;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash over {@code occurred_at} and the payload of a fact: everything after {@code subscription_id}, nothing that
 * the edge stamps. It stands in state for 45 days, so it never changes; a field is named by its number, and one that has
 * its default adds nothing, so that a field which a later schema adds turns no repeat into a conflict.
 *
 * <p>Not cryptographic: whoever collides it only makes a conflict of their own look like a repeat.
 */
final class PayloadHash {
    private static final long SEED = 0x6d61747269782121L;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long hash = SEED;

    PayloadHash add(int field, long value) {
        if (value != 0) {
            mix(field);
            mix(value);
        }
        return this;
    }

    PayloadHash add(int field, boolean value) {
        return add(field, value ? 1 : 0);
    }

    PayloadHash add(int field, @Nullable String text) {
        if (text != null) {
            mix(field);
            mix(text.length());
            long h = hash;
            for (int i = 0; i < text.length(); i++) {
                h = (h ^ text.charAt(i)) * MULTIPLIER;
            }
            mix(h);
        }
        return this;
    }

    /** Equal numbers hash equally, whatever their trailing zeros. */
    PayloadHash add(int field, BigDecimal value) {
        return add(field, value.signum() == 0 ? "0" : value.stripTrailingZeros().toString());
    }

    long value() {
        return hash;
    }

    private void mix(long value) {
        long h = (hash ^ value) * MULTIPLIER;
        hash = h ^ h >>> 32;
    }
}
