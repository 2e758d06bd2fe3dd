package io.matrixplatform.streams.metering.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        hash = add(hash, field, value);
        return this;
    }

    PayloadHash add(int field, boolean value) {
        return add(field, value ? 1 : 0);
    }

    PayloadHash add(int field, @Nullable String text) {
        hash = add(hash, field, text);
        return this;
    }

    /** Equal numbers hash equally, whatever their trailing zeros. */
    PayloadHash add(int field, BigDecimal value) {
        return add(field, value.signum() == 0 ? "0" : value.stripTrailingZeros().toString());
    }

    long value() {
        return hash;
    }

    /** The hash of nothing; what follows adds to one without an object for it. */
    static long begin() {
        return SEED;
    }

    static long add(long hash, int field, long value) {
        return value == 0 ? hash : mixed(mixed(hash, field), value);
    }

    static long add(long hash, int field, @Nullable String text) {
        if (text == null) {
            return hash;
        }
        long begun = mixed(mixed(hash, field), text.length());
        long h = begun;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * MULTIPLIER;
        }
        return mixed(begun, h);
    }

    /** The same of a text that is there, from its UTF-8 between {@code from} and {@code to}. */
    static long add(long hash, int field, byte[] utf8, int from, int to) {
        long begun = mixed(mixed(hash, field), to - from);
        long h = begun;
        for (int i = from; i < to; i++) {
            if (utf8[i] < 0) {
                return add(hash, field, new String(utf8, from, to - from, UTF_8));
            }
            h = (h ^ utf8[i]) * MULTIPLIER;
        }
        return mixed(begun, h);
    }

    private static long mixed(long hash, long value) {
        long h = (hash ^ value) * MULTIPLIER;
        return h ^ h >>> 32;
    }
}
