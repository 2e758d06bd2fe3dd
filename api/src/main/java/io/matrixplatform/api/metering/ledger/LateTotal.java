package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Late usage of one meter for one cause.
 *
 * @param cause why it is late: because the fact was, or its correction, or its release from quarantine
 * @param afterClose whether it was recorded on the day that was asked about, or later
 * @param quantity what was added less what was taken back, so it may be less than nothing
 * @param factCount the same of facts
 * @param firstRecordedOn UTC day
 * @param lastRecordedOn UTC day
 */
public record LateTotal(
        MeterKey meter,
        String cause,
        boolean afterClose,
        BigDecimal quantity,
        long factCount,
        LocalDate firstRecordedOn,
        LocalDate lastRecordedOn) {
    public LateTotal {
        quantity = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
    }
}
