package io.matrixplatform.api.metering.certificates;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger or of the late lane. Its order number is no part of it: metering that starts over says the same under a
 * new one.
 *
 * @param recordedOn null in the ledger
 * @param cause null in the ledger
 * @param fold in hexadecimal; null where quantities add up
 */
public record BookRow(
        String id,
        @Nullable String subscriptionId,
        String meterKey,
        String dimensions,
        Instant sliceStart,
        @Nullable LocalDate recordedOn,
        @Nullable String cause,
        BigDecimal quantity,
        long factCount,
        @Nullable String fold) {
    /** Its fields, a line each. */
    byte[] content() {
        List<String> fields = List.of(
                id,
                subscriptionId == null ? "" : subscriptionId,
                meterKey,
                dimensions,
                sliceStart.toString(),
                recordedOn == null ? "" : recordedOn.toString(),
                cause == null ? "" : cause,
                quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString(),
                Long.toString(factCount),
                fold == null ? "" : fold);
        return String.join("\n", fields).getBytes(StandardCharsets.UTF_8);
    }
}
