package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.metering.ledger.Total;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a meter comes to at one stage.
 *
 * @param quantity null where quantities do not add up; numbers of facts always do
 */
public record Amount(@Nullable BigDecimal quantity, long factCount) {
    /** @param adds whether the meter's quantities add up */
    static Amount of(Total total, boolean adds) {
        return new Amount(adds ? total.quantity() : null, total.factCount());
    }
}
