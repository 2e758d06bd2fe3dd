package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sum over the ledger and the late lane.
 *
 * @param tenant public form; null unless each tenant is summed by itself
 * @param dimensions values in the order asked for; empty text where there is none
 */
public record LedgerSum(
        Instant start,
        @Nullable String tenant,
        MeterKey meter,
        List<String> dimensions,
        BigDecimal quantity,
        long factCount) {}
