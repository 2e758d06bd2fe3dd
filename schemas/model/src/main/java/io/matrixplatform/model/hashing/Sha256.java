package io.matrixplatform.model.hashing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by a digest per thread: to look one up takes as long as to hash a hundred bytes. Thread-safe. */
public final class Sha256 {
    private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Sha256::digest);

    private Sha256() {}

    /** One for what is hashed in parts. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    /** @return 32 bytes */
    public static byte[] of(byte[] bytes) {
        return DIGESTS.get().digest(bytes);
    }

    /** @return 64 hexadecimal digits */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }
}
