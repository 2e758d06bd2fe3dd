package io.matrixplatform.api.platform.idempotency;

import io.matrixplatform.api.platform.sealing.Seal;
import java.util.Optional;

/** Encrypts stored answers with a key derived from a credential, which must itself be long and random. */
public final class AnswerSeal {
    private static final String PURPOSE = "matrix idempotent answers v1";

    private final Seal seal;

    private AnswerSeal(Seal seal) {
        this.seal = seal;
    }

    public static AnswerSeal of(String credential) {
        return new AnswerSeal(Seal.of(credential, PURPOSE));
    }

    byte[] seal(byte[] answer) {
        return seal.seal(answer);
    }

    /** Empty when it was sealed with another credential. */
    Optional<byte[]> open(byte[] sealed) {
        return seal.open(sealed);
    }
}
