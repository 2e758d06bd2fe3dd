package io.matrixplatform.api.metering.live;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The newest that a rollup has said: what a newer word is measured against. */
record NewestWord(long orderNumber, BigDecimal quantity) {
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    static NewestWord read(byte @Nullable [] stored) {
        if (stored == null) {
            return new NewestWord(Long.MIN_VALUE, BigDecimal.ZERO);
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        long orderNumber = bytes.getLong();
        int scale = bytes.getInt();
        return new NewestWord(
                orderNumber, new BigDecimal(new BigInteger(stored, HEADER_BYTES, bytes.remaining()), scale));
    }

    byte[] toBytes() {
        byte[] unscaled = quantity.unscaledValue().toByteArray();
        return ByteBuffer.allocate(HEADER_BYTES + unscaled.length)
                .putLong(orderNumber)
                .putInt(quantity.scale())
                .put(unscaled)
                .array();
    }
}
