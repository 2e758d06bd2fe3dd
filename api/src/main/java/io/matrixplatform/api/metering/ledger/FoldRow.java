package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Fold;
import java.time.Instant;
import java.util.List;

/**
 * What one slice of a meter that folds was made of, in one lane.
 *
 * @param series subscription and all dimensions: what a level is of
 * @param dimensions values of those asked for; empty text where there is none
 * @param start of the quarter hour
 * @param fold as its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FoldRow(
        MeterKey meter,
        boolean late,
        String series,
        List<String> dimensions,
        Instant start,
        byte[] fold,
        long factCount) {
    /** Whether it is of samples. */
    boolean isSampled() {
        return Fold.isSampled(fold);
    }

    public Fold toFold() {
        return Fold.fromBytes(fold);
    }
}
