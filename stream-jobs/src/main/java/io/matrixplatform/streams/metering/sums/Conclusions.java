package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.streams.metering.meters.LateLane;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Totals to the records that say them: cumulative, with a deterministic id and an order number. */
final class Conclusions {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Conclusions() {}

    /** Passes on what changed since the last time. */
    static void emit(SliceTotals totals, long orderNumber, Consumer<Outgoing> out) {
        Slice slice = totals.slice();
        if (totals.onTime().takeChanged()) {
            out.accept(ledgerEntry(totals, orderNumber));
        }
        totals.byMinute().forEach((minute, tally) -> {
            if (tally.takeChanged()) {
                out.accept(rollup(totals, minute, tally, orderNumber));
            }
        });
        totals.lateByDay().forEach((lane, tally) -> {
            if (tally.takeChanged()) {
                out.accept(lateUsage(slice, LateLane.numbered(lane), tally, orderNumber));
            }
        });
    }

    private static Outgoing ledgerEntry(SliceTotals totals, long orderNumber) {
        Slice slice = totals.slice();
        Tally tally = totals.onTime();
        Quantity quantity = tally.quantity(new TimeWindow(slice.start(), slice.end()));
        UsageLedgerEntry entry = new UsageLedgerEntry();
        entry.setSliceId(totals.sliceId());
        entry.setTenantId(slice.tenantId());
        entry.setSubscriptionId(slice.subscriptionId());
        entry.setMeterKey(slice.meterKey());
        entry.setDimensions(slice.dimensions());
        entry.setSliceStart(slice.start());
        entry.setQuantity(quantity.toWire());
        entry.setQuantityLong(asLong(quantity));
        entry.setFold(tally.fold());
        entry.setFactCount(tally.facts());
        entry.setOrderNumber(orderNumber);
        return Outgoing.of(Topics.METERING_USAGE_LEDGER, entry.getSliceId(), entry);
    }

    private static Outgoing rollup(SliceTotals totals, int minuteOfSlice, Tally tally, long orderNumber) {
        Slice slice = totals.slice();
        Instant minute = totals.minute(minuteOfSlice);
        Quantity quantity = tally.quantity(new TimeWindow(minute, minute.plus(MINUTE)));
        UsageRollup rollup = new UsageRollup();
        rollup.setRollupId(totals.rollupId(minuteOfSlice));
        rollup.setTenantId(slice.tenantId());
        rollup.setSubscriptionId(slice.subscriptionId());
        rollup.setMeterKey(slice.meterKey());
        rollup.setDimensions(slice.dimensions());
        rollup.setMinuteStart(minute);
        rollup.setQuantity(quantity.toWire());
        rollup.setQuantityLong(asLong(quantity));
        rollup.setFold(tally.fold());
        rollup.setFactCount(tally.facts());
        rollup.setOrderNumber(orderNumber);
        return Outgoing.of(Topics.METERING_USAGE_ROLLUPS, rollup.getRollupId(), rollup);
    }

    private static Outgoing lateUsage(Slice slice, LateLane lane, Tally tally, long orderNumber) {
        LocalDate recordedOn = LocalDate.ofEpochDay(lane.day());
        Quantity quantity = tally.quantity(new TimeWindow(slice.start(), slice.end()));
        LateUsage late = new LateUsage();
        late.setLateUsageId(
                lane.cause() == LateCause.RECORDED
                        ? slice.lateUsageId(recordedOn)
                        : slice.lateUsageId(recordedOn, lane.cause().name()));
        late.setCause(lane.cause());
        late.setTenantId(slice.tenantId());
        late.setSubscriptionId(slice.subscriptionId());
        late.setMeterKey(slice.meterKey());
        late.setDimensions(slice.dimensions());
        late.setSliceStart(slice.start());
        late.setRecordedOn(recordedOn);
        late.setQuantity(quantity.toWire());
        late.setQuantityLong(asLong(quantity));
        late.setFold(tally.fold());
        late.setFactCount(tally.facts());
        late.setOrderNumber(orderNumber);
        return Outgoing.of(Topics.METERING_LATE_USAGE, late.getLateUsageId(), late);
    }

    private static @Nullable Long asLong(Quantity quantity) {
        OptionalLong whole = quantity.asLong();
        return whole.isPresent() ? whole.getAsLong() : null;
    }
}
