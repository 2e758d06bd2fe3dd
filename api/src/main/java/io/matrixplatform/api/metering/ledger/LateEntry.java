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
 * @param cause why it is late: because the fact was, or its correction, or its release from quarantine
 * @param factCount facts added less facts taken back, so it may be less than nothing
 */
public record LateEntry(
        String lateUsageId,
        MeterKey meter,
        @Nullable String subscriptionId,
        @JsonRawValue String dimensions,
        Instant sliceStart,
        LocalDate recordedOn,
        String cause,
        Quantity quantity,
        long factCount) {}
