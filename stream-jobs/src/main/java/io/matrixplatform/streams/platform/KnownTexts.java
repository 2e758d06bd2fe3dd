package io.matrixplatform.streams.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which there are few and that are read again and again, such as tenants and models: the same bytes give the same
 * object, as a rule, whose hash is known and which equals itself at once.
 *
 * <p>A cache of fixed size in which the newest text of a place stands. Its entries never change and threads may overwrite each
 * other's, so it needs no lock.
 */
final class KnownTexts {
    private static final int PLACES = 1 << 14;
    private static final int LONGEST = 128;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final @Nullable Known[] KNOWN = new Known[PLACES];

    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Known(byte[] bytes, String text) {}

    private KnownTexts() {}

    /** @param bytes UTF-8 */
    static String of(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        if (bytes.length > LONGEST) {
            return new String(bytes, UTF_8);
        }
        int place = place(bytes);
        Known known = KNOWN[place];
        if (known != null && Arrays.equals(known.bytes, bytes)) {
            return known.text;
        }
        String text = new String(bytes, UTF_8);
        KNOWN[place] = new Known(bytes.clone(), text);
        return text;
    }

    /** By how long it is, how it begins and how it ends: texts of one kind differ there. */
    private static int place(byte[] bytes) {
        long hash = bytes.length;
        if (hash >= Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, 0)) * MULTIPLIER
                    ^ (long) LONGS.get(bytes, bytes.length - Long.BYTES);
        } else {
            for (byte each : bytes) {
                hash = hash << Byte.SIZE ^ each;
            }
        }
        hash *= MULTIPLIER;
        return (int) (hash >>> 40) & PLACES - 1;
    }
}
