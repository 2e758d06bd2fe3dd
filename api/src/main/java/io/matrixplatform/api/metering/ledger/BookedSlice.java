package io.matrixplatform.api.metering.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What metering has booked of one series in one slice, in one lane.
 *
 * @param dimensions canonical JSON
 * @param fold null where quantities add up
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BookedSlice(
        @Nullable String subscriptionId,
        String dimensions,
        BigDecimal quantity,
        byte @Nullable [] fold,
        long factCount) {}
