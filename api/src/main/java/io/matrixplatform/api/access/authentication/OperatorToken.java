package io.matrixplatform.api.access.authentication;

import io.matrixplatform.model.hashing.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The operator's credential, of which only the hash is kept. Compared in constant time. */
public final class OperatorToken {
    public static final String PREFIX = "mtx_operator_";

    /** A token is its prefix and at least as many characters as 128 random bits have in base 62. */
    private static final int MIN_LENGTH = PREFIX.length() + 22;

    private final byte[] hash;

    /** @throws IllegalArgumentException if it is none, with what to do */
    public OperatorToken(String token) {
        if (!token.startsWith(PREFIX) || token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("the operator token (MATRIX_OPERATOR_TOKEN) must be " + PREFIX
                    + " followed by at least " + (MIN_LENGTH - PREFIX.length()) + " random characters");
        }
        this.hash = hash(token);
    }

    boolean matches(String presented) {
        return MessageDigest.isEqual(hash, hash(presented));
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "operator token";
    }
}
