package io.matrixplatform.ingest.metering;

import io.matrixplatform.model.metering.IdentityHasher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A text of printable ASCII as a place in a body, without a copy. Used again and again, by one thread. */
final class PlainText implements CharSequence {
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

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[Objects.checkIndex(index, length()) + from];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    boolean is(byte[] text) {
        return Arrays.equals(bytes, from, to, text, 0, text.length);
    }

    /** As a part of an identity. */
    void addTo(IdentityHasher identities) {
        identities.part(bytes, from, to);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, from, target, at, to - from);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
