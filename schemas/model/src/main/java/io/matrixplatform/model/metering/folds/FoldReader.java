package io.matrixplatform.model.metering.folds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link FoldWriter} wrote; whatever else it is given, it refuses. */
final class FoldReader {
    /** Far more than a sum of quantities has. */
    private static final int BYTES_OF_A_DECIMAL = 64;

    /** The longest names that a fact may have, and more. */
    private static final int BYTES_OF_A_TEXT = 4_096;

    private final ByteBuffer in;

    FoldReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    int readByte() {
        try {
            return in.get();
        } catch (BufferUnderflowException cut) {
            throw cutOff(cut);
        }
    }

    long readNumber() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("a number of more than 10 bytes");
    }

    /** @param most the largest count that makes sense: what is read is about to be made room for */
    int readCount(int most) {
        long count = readNumber();
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("a count of " + count + " where there are at most " + most);
        }
        return (int) count;
    }

    long readLong() {
        try {
            return in.getLong();
        } catch (BufferUnderflowException cut) {
            throw cutOff(cut);
        }
    }

    BigDecimal readDecimal() {
        int scale = Math.toIntExact(readNumber());
        byte[] unscaled = new byte[readCount(BYTES_OF_A_DECIMAL)];
        try {
            in.get(unscaled);
            return new BigDecimal(new BigInteger(unscaled), scale);
        } catch (BufferUnderflowException cut) {
            throw cutOff(cut);
        } catch (NumberFormatException empty) {
            throw new IllegalArgumentException("a number of no bytes", empty);
        }
    }

    String readText() {
        byte[] utf8 = new byte[readCount(BYTES_OF_A_TEXT)];
        try {
            in.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        } catch (BufferUnderflowException cut) {
            throw cutOff(cut);
        }
    }

    void end() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("a fold ends before its bytes do");
        }
    }

    private static IllegalArgumentException cutOff(BufferUnderflowException cut) {
        return new IllegalArgumentException("the bytes of a fold end too early", cut);
    }
}
