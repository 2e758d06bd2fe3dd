package io.matrixplatform.api.metering.backfill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A meter counted over facts that were recorded before it took effect.
 *
 * @param from of {@code occurred_at}; it belongs to the time, {@code to} does not
 * @param recordedBefore when the meter took effect: what was recorded later is the metering job's
 * @param failure why it failed, for a person; null unless it did
 * @param stateSince when the state was entered
 * @param recordsRead of the raw log, of all tenants
 * @param entriesPublished of an application or a reversal that is under way
 * @param quantityBefore of the meter in all of the time, metering's and earlier backfills'; null until it is counted
 * @param quantityAfter the same with this backfill instead of the earlier ones
 * @param orderNumber of what it publishes
 */
public record Backfill(
        BackfillId id,
        @JsonIgnore TenantId tenantId,
        MeterKey meter,
        Instant from,
        Instant to,
        Instant recordedBefore,
        State state,
        @Nullable String failure,
        Instant createdAt,
        Instant stateSince,
        long recordsRead,
        long recordsToRead,
        long entriesPublished,
        long entriesToPublish,
        @Nullable BigDecimal quantityBefore,
        @Nullable BigDecimal quantityAfter,
        @Nullable Long factCountBefore,
        @Nullable Long factCountAfter,
        @JsonIgnore long orderNumber) {
    /** How far it is. */
    public enum State {
        /** The log is not complete up to where the meter takes effect. */
        WAITING,
        /** The log is read. */
        COUNTING,
        /** The difference is known; nothing is booked. */
        READY,
        APPLYING,
        APPLIED,
        REVERSING,
        REVERSED,
        /** Given up before it was applied. */
        ABANDONED,
        FAILED;

        boolean isBeforeApplication() {
            return this == WAITING || this == COUNTING || this == READY;
        }
    }

    @JsonIgnore
    public TimeWindow window() {
        return new TimeWindow(from, to);
    }
}
