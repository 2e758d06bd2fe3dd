package io.matrixplatform.api.metering.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Quantity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant used of one meter in one UTC quarter hour, facts that came late left out.
 *
 * @param dimensions canonical JSON
 * @param backfill that added it; null for what metering counted
 */
public record LedgerEntry(
        String sliceId,
        MeterKey meter,
        @Nullable String subscriptionId,
        @JsonRawValue String dimensions,
        Instant sliceStart,
        Quantity quantity,
        long factCount,
        @Nullable String backfill) {}
