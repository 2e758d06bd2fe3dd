package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.model.ids.BackfillId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conclusion that an application of a backfill says: of a slice for the ledger, or of a minute for the rollups.
 *
 * @param place in the order in which they are said, from 1
 * @param quantityBefore what the slice comes to with metering's own; null of a minute
 * @param start of the slice or minute
 * @param fold null where quantities add up
 * @param priorId the backfill that holds what held before; null if none does
 * @param priorQuantity what a reversal says again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Entry(
        long place,
        @Nullable BigDecimal quantityBefore,
        @Nullable Long factCountBefore,
        @Nullable BigDecimal quantityAfter,
        @Nullable Long factCountAfter,
        @Nullable String subscriptionId,
        String dimensions,
        Instant start,
        BigDecimal quantity,
        byte @Nullable [] fold,
        long factCount,
        @Nullable BackfillId priorId,
        BigDecimal priorQuantity,
        byte @Nullable [] priorFold,
        long priorFactCount) {
    /** Whether it is of a slice, else of a minute. */
    boolean isOfSlice() {
        return quantityBefore != null;
    }

    Series series() {
        return new Series(subscriptionId, dimensions);
    }

    Amount amount() {
        return Amount.of(quantity, fold, factCount);
    }

    Entry at(long newPlace) {
        return new Entry(
                newPlace,
                quantityBefore,
                factCountBefore,
                quantityAfter,
                factCountAfter,
                subscriptionId,
                dimensions,
                start,
                quantity,
                fold,
                factCount,
                priorId,
                priorQuantity,
                priorFold,
                priorFactCount);
    }
}
