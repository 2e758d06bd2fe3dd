package io.matrixplatform.replay.certificates;

import io.matrixplatform.model.metering.proof.LeafDigest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A row of the ledger or of the late lane.
 *
 * @param text its fields, a line each, as certificates digest them
 */
record BookRow(String lane, String id, String meter, long sliceSecond, BigDecimal quantity, long facts, String text) {
    long place() {
        return LeafDigest.placeOf(id);
    }

    byte[] content() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
