package io.matrixplatform.api.metering.usage;

import io.matrixplatform.model.metering.folds.ErrorBound;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one window and one set of the dimensions asked for.
 *
 * @param dimensions in the order asked for
 * @param error how far the quantity may be from the exact one; null when it is exact
 */
public record UsageRow(
        Instant start,
        Instant end,
        Map<String, String> dimensions,
        BigDecimal quantity,
        long factCount,
        @Nullable ErrorBound error) {}
