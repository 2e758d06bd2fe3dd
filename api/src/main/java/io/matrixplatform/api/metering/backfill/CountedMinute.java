package io.matrixplatform.api.metering.backfill;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one piece of the log came to in one minute, as a row; of one series and minute there may be several. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CountedMinute(
        @Nullable String subscriptionId,
        String dimensions,
        Instant minuteStart,
        BigDecimal quantity,
        byte @Nullable [] fold,
        long factCount) {
    /** A fold's quantity is in the fold. */
    static CountedMinute of(Series.At minute, Amount amount) {
        byte[] fold = amount.foldBytes();
        return new CountedMinute(
                minute.series().subscriptionId(),
                minute.series().dimensions(),
                minute.start(),
                fold == null ? amount.sum() : BigDecimal.ZERO,
                fold,
                amount.facts());
    }

    Series series() {
        return new Series(subscriptionId, dimensions);
    }

    Amount amount() {
        return Amount.of(quantity, fold, factCount);
    }
}
