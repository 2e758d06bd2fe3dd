package io.matrixplatform.api.access.secrets;

import io.matrixplatform.api.platform.sealing.Seal;
import io.matrixplatform.model.hashing.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 256 random bits in base64url, which say nothing. Only {@link #hash} is stored; a fast hash is right for so many bits.
 * {@code toString} shows nothing of it.
 */
public record OpaqueToken(String text) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public OpaqueToken {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a token");
        }
    }

    public static OpaqueToken mint(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty when {@code text} cannot be a token we minted. */
    public static Optional<OpaqueToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new OpaqueToken(text)) : Optional.empty();
    }

    /** SHA-256 in 64 hexadecimal digits. */
    public String hash() {
        return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Another token that only the holder of this one can know, and from which this one cannot be told. */
    public OpaqueToken derive(String purpose) {
        byte[] mac = Seal.mac(text.getBytes(StandardCharsets.US_ASCII), purpose);
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
    }

    /** In constant time. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "token";
    }
}
