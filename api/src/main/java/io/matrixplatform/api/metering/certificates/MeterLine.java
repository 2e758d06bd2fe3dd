package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One meter at every stage. In time is what belongs to slices that closed in the window, late what was recorded in the window of
 * slices that were closed.
 *
 * @param slicesFrom start of the first slice that closed in the window
 * @param slicesTo end of the last one
 * @param booked what ledger and late lane had together of the time that {@code rollups} is of, when it was issued
 * @param rollups what Pinot had; null where it keeps none, or the time is open
 * @param agrees whether every stage has the same
 */
public record MeterLine(
        MeterKey meter,
        String unit,
        Instant slicesFrom,
        Instant slicesTo,
        Amount rawInTime,
        Amount ledger,
        Amount rawLate,
        Amount late,
        @Nullable Amount booked,
        @Nullable Amount rollups,
        boolean agrees) {}
