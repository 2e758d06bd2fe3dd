package io.matrixplatform.model.ids;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Writes and reads the public form of ids. Digits are in ASCII order, so the text sorts like the unsigned id. */
final class PublicForm {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final BigInteger END = BigInteger.ONE.shiftLeft(128);
    private static final int LENGTH = 22;

    private PublicForm() {}

    static String format(String prefix, UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        BigInteger rest = new BigInteger(1, bytes);
        char[] digits = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return prefix + "_" + new String(digits);
    }

    static UUID parse(String prefix, String text) {
        if (!text.startsWith(prefix + "_") || text.length() != prefix.length() + 1 + LENGTH) {
            throw malformed(prefix);
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = prefix.length() + 1; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                throw malformed(prefix);
            }
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        if (value.compareTo(END) >= 0) {
            throw malformed(prefix);
        }
        return new UUID(value.shiftRight(64).longValue(), value.longValue());
    }

    private static IllegalArgumentException malformed(String prefix) {
        return new IllegalArgumentException("not an id of the form " + prefix + "_ and " + LENGTH + " base62 digits");
    }
}
