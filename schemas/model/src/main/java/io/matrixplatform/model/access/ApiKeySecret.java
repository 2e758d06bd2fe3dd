package io.matrixplatform.model.access;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.hashing.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code mtx_live_}, 32 random base62 digits (190 bits), 6 base62 digits of the CRC-32 of all
 * before. The check digits let the edge refuse random guesses without a look-up and let secret scanners be sure. Only
 * {@link #hash} is stored. {@code toString} shows no secret.
 */
public record ApiKeySecret(String text) {
    public static final String LIVE_PREFIX = "mtx_live_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 32;
    private static final int CHECK_DIGITS = 6;
    private static final int LENGTH = LIVE_PREFIX.length() + RANDOM_DIGITS + CHECK_DIGITS;

    public ApiKeySecret {
        requireNonNull(text, "text");
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("not an API key");
        }
    }

    /** @param random must be cryptographically strong: a {@code java.security.SecureRandom} */
    public static ApiKeySecret mint(RandomGenerator random) {
        StringBuilder text = new StringBuilder(LIVE_PREFIX);
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new ApiKeySecret(text + checkDigits(text.toString()));
    }

    /** Empty when {@code text} cannot be a key we minted. */
    public static Optional<ApiKeySecret> parse(String text) {
        return isWellFormed(text) ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
    }

    /** SHA-256 in 64 hexadecimal digits. A fast hash is right for a secret of 190 random bits. */
    public String hash() {
        return HexFormat.of().formatHex(digest());
    }

    /** {@link #hash} in 32 bytes. */
    public byte[] digest() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What may be shown of it later. */
    public String lastFour() {
        return text.substring(text.length() - 4);
    }

    /** Looked at for every request, so without making anything. */
    private static boolean isWellFormed(String text) {
        if (text.length() != LENGTH || !text.startsWith(LIVE_PREFIX)) {
            return false;
        }
        for (int i = LIVE_PREFIX.length(); i < LENGTH; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        int split = LENGTH - CHECK_DIGITS;
        long rest = check(text, split);
        for (int i = LENGTH - 1; i >= split; i--) {
            if (text.charAt(i) != DIGITS.charAt((int) (rest % DIGITS.length()))) {
                return false;
            }
            rest /= DIGITS.length();
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String checkDigits(String head) {
        long rest = check(head, head.length());
        char[] digits = new char[CHECK_DIGITS];
        for (int i = CHECK_DIGITS - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    /** @param length of the part that is checked, all in ASCII */
    private static long check(String text, int length) {
        CRC32 crc = new CRC32();
        for (int i = 0; i < length; i++) {
            crc.update(text.charAt(i));
        }
        return crc.getValue();
    }

    @Override
    public String toString() {
        return "API key ending in " + lastFour();
    }
}
