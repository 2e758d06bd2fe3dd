package io.matrixplatform.api.metering.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Usage of one window and one set of the dimensions asked for.
 *
 * @param dimensions in the order asked for
 */
public record UsageRow(
        Instant start, Instant end, Map<String, String> dimensions, BigDecimal quantity, long factCount) {}
