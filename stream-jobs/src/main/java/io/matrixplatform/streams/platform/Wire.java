package io.matrixplatform.streams.platform;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The few shapes that hand-written serialisers are made of, each with its way back. */
public final class Wire {
    private static final int NULL = 0;

    private Wire() {}

    /** 7 bits a byte, low ones first; small non-negative numbers are short. */
    public static void writeNumber(long value, DataOutputView out) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    public static long readNumber(DataInputView in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 10 bytes");
    }

    public static void writeText(@Nullable String text, DataOutputView out) throws IOException {
        writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
    }

    public static @Nullable String readText(DataInputView in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A text that was written as one that is there. */
    public static String readPresentText(DataInputView in) throws IOException {
        return present(readText(in));
    }

    /** The same of a text that is likely to have been read before. */
    public static @Nullable String readKnownText(DataInputView in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes == null ? null : KnownTexts.of(bytes);
    }

    public static String readPresentKnownText(DataInputView in) throws IOException {
        return present(readKnownText(in));
    }

    public static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
        if (bytes == null) {
            out.writeByte(NULL);
            return;
        }
        writeNumber(bytes.length + 1L, out);
        out.write(bytes);
    }

    public static byte @Nullable [] readBytes(DataInputView in) throws IOException {
        int length = (int) readNumber(in) - 1;
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Bytes that were written as ones that are there. */
    public static byte[] readPresentBytes(DataInputView in) throws IOException {
        return present(readBytes(in));
    }

    public static void writeDecimal(@Nullable BigDecimal decimal, DataOutputView out) throws IOException {
        writeBytes(decimal == null ? null : decimal.unscaledValue().toByteArray(), out);
        if (decimal != null) {
            out.writeInt(decimal.scale());
        }
    }

    public static @Nullable BigDecimal readDecimal(DataInputView in) throws IOException {
        byte[] unscaled = readBytes(in);
        return unscaled == null ? null : new BigDecimal(new BigInteger(unscaled), in.readInt());
    }

    private static <T> T present(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("nothing stands where something was written");
        }
        return value;
    }
}
