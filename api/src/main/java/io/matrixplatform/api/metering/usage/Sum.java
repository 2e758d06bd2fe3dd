package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exact sum of one meter's usage.
 *
 * @param tenant null unless each tenant is summed by itself
 * @param dimensions values in the order asked for
 */
public record Sum(
        Instant start,
        @Nullable String tenant,
        MeterKey meter,
        List<String> dimensions,
        BigDecimal quantity,
        long factCount) {
    public Sum {
        dimensions = List.copyOf(dimensions);
        quantity = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
    }

    /** The two parts of a sum that two stores have. */
    Sum plus(Sum other) {
        return new Sum(start, tenant, meter, dimensions, quantity.add(other.quantity), factCount + other.factCount);
    }

    Sum startingAt(Instant moment) {
        return new Sum(moment, tenant, meter, dimensions, quantity, factCount);
    }
}
