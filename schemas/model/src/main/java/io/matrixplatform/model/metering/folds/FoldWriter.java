package io.matrixplatform.model.metering.folds;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The few shapes that the bytes of a fold are made of. */
final class FoldWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    void writeByte(int value) {
        out.write(value);
    }

    /** 7 bits a byte, low ones first; numbers near zero are short, negative ones too. */
    void writeNumber(long value) {
        long rest = value << 1 ^ value >> (Long.SIZE - 1);
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void writeLong(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    void writeDecimal(BigDecimal value) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        writeNumber(value.scale());
        writeNumber(unscaled.length);
        out.writeBytes(unscaled);
    }

    void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(utf8.length);
        out.writeBytes(utf8);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
