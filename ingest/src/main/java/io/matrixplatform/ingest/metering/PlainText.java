package io.matrixplatform.ingest.metering;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text of printable ASCII as a place in a body, without a copy. Used again and again, by one thread. */
final class PlainText {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    void set(byte[] body, int begin, int end) {
        bytes = body;
        from = begin;
        to = end;
    }

    /** Of no characters: there is none. */
    void clear() {
        to = from;
    }

    int length() {
        return to - from;
    }

    boolean is(byte[] text) {
        return Arrays.equals(bytes, from, to, text, 0, text.length);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, from, target, at, to - from);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
