package io.matrixplatform.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 message as it comes, whose length its head tells; nothing else is looked at. */
final class Message {
    private static final int MOST_BYTES = 16 << 10;
    private static final byte[] LENGTH = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'};
    private static final int LOWER = 0x20;

    private final byte[] bytes = new byte[MOST_BYTES];
    private final ByteBuffer come = ByteBuffer.wrap(bytes);

    /**
     * Reads what has come.
     *
     * @return whether it is whole
     * @throws IOException if the other side has closed
     */
    boolean read(SocketChannel channel) throws IOException {
        if (channel.read(come) < 0) {
            throw new IOException("the other side closed the connection");
        }
        return length(bytes, come.position()) >= 0;
    }

    /** A part of what has come. */
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    String text() {
        return text(0, come.position());
    }

    /** Begins with the next one. */
    void clear() {
        come.clear();
    }

    /**
     * @param array from its beginning on, up to {@code end}
     * @return its bytes; negative while it is not whole
     * @throws IOException if its head does not tell its length
     */
    static int length(byte[] array, int end) throws IOException {
        int told = -1;
        for (int line = 0; line < end; ) {
            int next = endOfLine(array, line, end);
            if (next < 0) {
                return -1;
            }
            if (next - line == 2) {
                if (told < 0) {
                    throw new IOException("a message does not tell its length");
                }
                return next + told <= end ? next + told : -1;
            }
            if (isLength(array, line, next)) {
                told = number(array, line + LENGTH.length, next);
            }
            line = next;
        }
        return -1;
    }

    /** @return where the next line begins; negative if this one has not ended */
    private static int endOfLine(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean isLength(byte[] bytes, int from, int end) {
        if (end - from <= LENGTH.length) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((bytes[from + i] | LOWER) != (LENGTH[i] | LOWER)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = number * 10 + bytes[i] - '0';
            }
        }
        return number;
    }
}
