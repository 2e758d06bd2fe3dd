package io.matrixplatform.model.billing.proration;

import io.matrixplatform.model.money.Ratio;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A charge, or a credit with an amount below zero, for the part {@code [from, to)} of a period.
 *
 * @param share of the period's price
 * @param amount in whole minor units
 */
public record ProratedLine(Type type, Instant from, Instant to, Item item, Ratio share, BigDecimal amount) {
    /** Which way the money goes. */
    public enum Type {
        CHARGE,
        CREDIT
    }
}
