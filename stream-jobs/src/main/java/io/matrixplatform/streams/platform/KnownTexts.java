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
public final class KnownTexts {
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
        return of(bytes, 0, bytes.length);
    }

    /** @param bytes UTF-8, of which {@code length} are read from {@code from} on */
    public static String of(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        int to = from + length;
        if (length > LONGEST) {
            return new String(bytes, from, length, UTF_8);
        }
        int place = place(bytes, from, to);
        Known known = KNOWN[place];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known.text;
        }
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        String text = new String(copy, UTF_8);
        KNOWN[place] = new Known(copy, text);
        return text;
    }

    /** By how long it is, how it begins and how it ends: texts of one kind differ there. */
    private static int place(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        if (hash >= Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, from)) * MULTIPLIER ^ (long) LONGS.get(bytes, to - Long.BYTES);
        } else {
            for (int i = from; i < to; i++) {
                hash = hash << Byte.SIZE ^ bytes[i];
            }
        }
        hash *= MULTIPLIER;
        return (int) (hash >>> 40) & PLACES - 1;
    }
}
