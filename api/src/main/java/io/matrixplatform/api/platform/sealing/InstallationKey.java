package io.matrixplatform.api.platform.sealing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The secret of this installation, from which a key is derived for each purpose. It must outlive every restart. */
public final class InstallationKey {
    private static final int MIN_LENGTH = 32;

    private final String secret;

    /** @throws IllegalArgumentException if it is missing or could be guessed, with what to do */
    public InstallationKey(@Nullable String secret) {
        if (secret == null || secret.strip().length() < MIN_LENGTH) {
            throw new IllegalArgumentException("the installation key (MATRIX_INSTALLATION_KEY) must be at least "
                    + MIN_LENGTH + " random characters, the same at every start");
        }
        this.secret = secret.strip();
    }

    public Seal seal(String purpose) {
        return Seal.of(secret, purpose);
    }

    /** A hash, in hexadecimal, that nobody can compute who has only the database. */
    public String keyedHash(String purpose, String text) {
        return HexFormat.of().formatHex(Seal.mac(secret.getBytes(StandardCharsets.UTF_8), purpose + "\n" + text));
    }

    @Override
    public String toString() {
        return "installation key";
    }
}
