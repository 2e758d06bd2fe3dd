package io.matrixplatform.api.metering.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one UTC quarter hour that was recorded after its meter's grace, per UTC day of recording.
 *
 * @param dimensions canonical JSON
 */
public record LateEntry(
        String lateUsageId,
        MeterKey meter,
        @Nullable String subscriptionId,
        @JsonRawValue String dimensions,
        Instant sliceStart,
        LocalDate recordedOn,
        Quantity quantity,
        long factCount) {}
