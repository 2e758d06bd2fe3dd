package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;

/** What a tenant used of one meter: in the ledger, and in the late lane beside it. */
public record MeterTotal(MeterKey meter, Total ledger, Total late) {
    public Total both() {
        return ledger.plus(late);
    }
}
