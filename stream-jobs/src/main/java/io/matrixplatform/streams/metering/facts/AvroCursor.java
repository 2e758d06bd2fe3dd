package io.matrixplatform.streams.metering.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads Avro's binary encoding value by value, without making anything else on the way.
 *
 * <p>Throws {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} where there is something else.
 */
final class AvroCursor {
    private static final int LONGEST_NUMBER = 10;

    private final byte[] bytes;
    private int next;

    AvroCursor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.next = from;
    }

    /** Where it stands. */
    int at() {
        return next;
    }

    long number() {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            byte read = bytes[next++];
            value |= (read & 0x7fL) << (7 * i);
            if (read >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("a number of more than 10 bytes");
    }

    int smallNumber() {
        return Math.toIntExact(number());
    }

    boolean truth() {
        byte read = bytes[next++];
        if (read != 0 && read != 1) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return read == 1;
    }

    /** Of a union with null in the first place. */
    boolean isThere() {
        return truthOf(number());
    }

    private static boolean truthOf(long branch) {
        if (branch != 0 && branch != 1) {
            throw new IllegalArgumentException("no such branch");
        }
        return branch == 1;
    }

    String text() {
        return text(textBytes());
    }

    /** @param length what {@link #textBytes} said */
    String text(int length) {
        next += length;
        return new String(bytes, next - length, length, UTF_8);
    }

    void skip(int length) {
        next += length;
    }

    /** @return how long it is */
    int skipText() {
        int length = textBytes();
        next += length;
        return length;
    }

    void skipOptionalText() {
        if (isThere()) {
            skipText();
        }
    }

    /** How many bytes of text follow. */
    int textBytes() {
        long length = number();
        if (length < 0 || length > bytes.length - next) {
            throw new IllegalArgumentException("a text beyond the end");
        }
        return (int) length;
    }
}
