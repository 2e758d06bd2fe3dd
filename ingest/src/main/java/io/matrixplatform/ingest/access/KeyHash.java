package io.matrixplatform.ingest.access;

import io.matrixplatform.model.access.ApiKeySecret;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The SHA-256 of a key's text, in half of the memory that its digits take. */
record KeyHash(long first, long second, long third, long fourth) {
    private static final int DIGITS = 64;
    private static final int DIGITS_OF_LONG = 16;

    static KeyHash of(ApiKeySecret secret) {
        ByteBuffer bytes = ByteBuffer.wrap(secret.digest());
        return new KeyHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** @throws IllegalArgumentException if it is not 64 hexadecimal digits */
    static KeyHash parse(String digits) {
        if (digits.length() != DIGITS) {
            throw new IllegalArgumentException("a hash has " + DIGITS + " hexadecimal digits");
        }
        return new KeyHash(part(digits, 0), part(digits, 1), part(digits, 2), part(digits, 3));
    }

    private static long part(String digits, int number) {
        return HexFormat.fromHexDigitsToLong(digits, number * DIGITS_OF_LONG, (number + 1) * DIGITS_OF_LONG);
    }

    /** Any part of a hash is one. */
    @Override
    public int hashCode() {
        return (int) first;
    }
}
