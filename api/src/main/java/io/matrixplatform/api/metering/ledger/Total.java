package io.matrixplatform.api.metering.ledger;

import java.math.BigDecimal;

/** A sum of quantities with the number of facts in it. No {@code Quantity}: a sum may have more digits than one fact. */
public record Total(BigDecimal quantity, long factCount) {
    public static final Total ZERO = new Total(BigDecimal.ZERO, 0);

    public Total {
        quantity = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
    }

    public Total plus(Total other) {
        return new Total(quantity.add(other.quantity), factCount + other.factCount);
    }

    public Total minus(Total other) {
        return new Total(quantity.subtract(other.quantity), factCount - other.factCount);
    }
}
