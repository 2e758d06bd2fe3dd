package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.ErrorBound;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant used of one meter: in the ledger, and in the late lane beside it.
 *
 * @param all both together: their sum where quantities add up, and else what all facts come to
 * @param error how far {@code all} may be from the exact quantity; null when it is exact
 */
public record MeterTotal(
        MeterKey meter,
        Total ledger,
        Total late,
        Total all,
        @Nullable ErrorBound error) {
    /** Of a meter whose quantities add up. */
    static MeterTotal sum(MeterKey meter, Total ledger, Total late) {
        return new MeterTotal(meter, ledger, late, ledger.plus(late), null);
    }

    public static MeterTotal none(MeterKey meter) {
        return sum(meter, Total.ZERO, Total.ZERO);
    }
}
