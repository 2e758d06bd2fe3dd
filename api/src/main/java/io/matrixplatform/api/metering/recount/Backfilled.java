package io.matrixplatform.api.metering.recount;

import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.List;

/**
 * Which times of which meters are counted although their facts were recorded before the meter took effect.
 *
 * @param underWay whether a backfill is on its way into the ledger, or out of it
 */
public record Backfilled(List<Range> ranges, boolean underWay) {
    public static final Backfilled NOTHING = new Backfilled(List.of(), false);

    public Backfilled {
        ranges = List.copyOf(ranges);
    }

    /** One applied backfill. */
    public record Range(MeterKey meter, TimeWindow window) {}

    /** Tells of one tenant. */
    @FunctionalInterface
    public interface Source {
        Backfilled of(TenantId tenant);
    }

    boolean covers(MeterKey meter, Instant occurredAt) {
        return ranges.stream()
                .anyMatch(range -> range.meter().equals(meter) && range.window().contains(occurredAt));
    }
}
