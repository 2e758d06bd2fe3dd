package io.matrixplatform.model.metering;

import io.matrixplatform.model.hashing.Sha256;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Identities of parts whose bytes are there already, without a text made of any. Keeps its buffers: one instance per thread. */
public final class IdentityHasher {
    private static final int HASH_BYTES = 32;

    private final MessageDigest digest = Sha256.digest();
    private final byte[] hash = new byte[HASH_BYTES];
    private ByteBuffer parts = ByteBuffer.allocate(256);

    /** Adds a part: tenant, source and event id, in this order. */
    public IdentityHasher part(byte[] utf8) {
        return part(utf8, 0, utf8.length);
    }

    /** @param to where the part ends in {@code utf8} */
    public IdentityHasher part(byte[] utf8, int from, int to) {
        int length = to - from;
        if (parts.remaining() < Integer.BYTES + length) {
            int wanted = Math.max(2 * parts.capacity(), parts.position() + Integer.BYTES + length);
            parts = ByteBuffer.wrap(Arrays.copyOf(parts.array(), wanted)).position(parts.position());
        }
        parts.putInt(length).put(utf8, from, length);
        return this;
    }

    /**
     * Of the parts that were added since the last one.
     *
     * @return {@link Identity#BYTES}, the same as {@link Identity#toBytes}
     */
    public byte[] identity() {
        digest.update(parts.array(), 0, parts.position());
        parts.clear();
        try {
            digest.digest(hash, 0, HASH_BYTES);
        } catch (DigestException impossible) {
            throw new AssertionError("a hash has its " + HASH_BYTES + " bytes", impossible);
        }
        return Arrays.copyOf(hash, Identity.BYTES);
    }
}
