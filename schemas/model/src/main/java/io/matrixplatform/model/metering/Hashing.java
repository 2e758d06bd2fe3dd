package io.matrixplatform.model.metering;

import io.matrixplatform.model.hashing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The hash behind identities and deterministic ids: SHA-256 cut to 128 bits, over parts with their lengths before them.
 * A cryptographic one, because tenants choose their event ids and must not be able to meet another's.
 */
public final class Hashing {
    private Hashing() {}

    /** @return 32 bytes, of which the first 16 are used */
    public static byte[] hash(String... parts) {
        byte[][] texts = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + texts[i].length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] text : texts) {
            all.putInt(text.length).put(text);
        }
        return Sha256.of(all.array());
    }
}
