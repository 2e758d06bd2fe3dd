package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private static final Comparator<Sum> IN_ORDER = Comparator.comparing(Sum::start)
            .thenComparing(sum -> String.valueOf(sum.tenant()))
            .thenComparing(sum -> sum.meter().value())
            .thenComparing(sum -> String.join("\0", sum.dimensions()));

    public Sum {
        dimensions = List.copyOf(dimensions);
        quantity = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
    }

    /** One for each window, tenant, meter and set of dimensions, in this order. */
    static List<Sum> merged(Stream<Sum> parts) {
        Map<List<Object>, Sum> byGroup = new LinkedHashMap<>();
        parts.forEach(part -> byGroup.merge(
                List.of(part.start, String.valueOf(part.tenant), part.meter, part.dimensions), part, Sum::plus));
        return byGroup.values().stream().sorted(IN_ORDER).toList();
    }

    Sum plus(Sum other) {
        return new Sum(start, tenant, meter, dimensions, quantity.add(other.quantity), factCount + other.factCount);
    }

    Sum startingAt(Instant moment) {
        return new Sum(moment, tenant, meter, dimensions, quantity, factCount);
    }

    Sum of(List<String> others) {
        return new Sum(start, tenant, meter, others, quantity, factCount);
    }
}
