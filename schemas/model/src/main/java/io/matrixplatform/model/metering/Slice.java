package io.matrixplatform.model.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The smallest piece of usage that is billed: one meter of one tenant under one subscription with one set of dimensions in
 * one UTC quarter hour, which is the smallest common part of all local midnights.
 *
 * @param tenantId public form
 * @param subscriptionId public form; null while the tenant has none
 * @param dimensions canonical, as {@link Dimensions#toJson} writes them
 * @param start of the quarter hour of {@code occurred_at}
 */
public record Slice(
        String tenantId, @Nullable String subscriptionId, String meterKey, String dimensions, Instant start) {
    public static final Duration LENGTH = Duration.ofMinutes(15);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    public Slice {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(meterKey, "meterKey");
        requireNonNull(dimensions, "dimensions");
        requireNonNull(start, "start");
        if (!startOf(start).equals(start)) {
            throw new IllegalArgumentException("a slice starts at a UTC quarter hour, not at " + start);
        }
    }

    /** The start of the quarter hour that {@code occurredAt} lies in. */
    public static Instant startOf(Instant occurredAt) {
        return TimeWindow.containing(occurredAt, LENGTH).start();
    }

    /** The start of the minute that {@code occurredAt} lies in. */
    public static Instant minuteOf(Instant occurredAt) {
        return TimeWindow.containing(occurredAt, MINUTE).start();
    }

    public Instant end() {
        return start.plus(LENGTH);
    }

    /**
     * Whether a fact of this slice came late: iff {@code recordedAt ≥ end + grace}. A property of the fact and never of
     * the stream, so every replay decides the same.
     */
    public boolean isLate(Instant recordedAt, Duration grace) {
        return !recordedAt.isBefore(end().plus(grace));
    }

    /** The deterministic id of the ledger entry. */
    public String id() {
        return id("ledger", start.toString());
    }

    /** The deterministic id of the rollup of one minute of this slice. */
    public String rollupId(Instant minuteStart) {
        return id("rollup", minuteStart.toString());
    }

    /** The deterministic id of the late usage recorded on one UTC day. */
    public String lateUsageId(LocalDate recordedOn) {
        return id("late", start + "/" + recordedOn);
    }

    /** The same of what another cause than a late fact has brought about. */
    public String lateUsageId(LocalDate recordedOn, String cause) {
        return id("late", start + "/" + recordedOn + "/" + cause);
    }

    /** The deterministic id of the ledger entry of what backfills add to this slice: of several, the last one holds. */
    public String backfilledId() {
        return id("backfilled-ledger", start.toString());
    }

    /** The deterministic id of the rollup of what backfills add to one minute of this slice. */
    public String backfilledRollupId(Instant minuteStart) {
        return id("backfilled-rollup", minuteStart.toString());
    }

    private String id(String kind, String when) {
        String subscription = subscriptionId == null ? "" : subscriptionId;
        byte[] hash = Hashing.hash(kind, tenantId, subscription, meterKey, dimensions, when);
        return HexFormat.of().formatHex(hash, 0, Identity.BYTES);
    }
}
