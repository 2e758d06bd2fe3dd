package io.matrixplatform.api.catalog.meters;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named way to count usage.
 *
 * @param tenantId null for a predefined meter, which every tenant has
 * @param eventType CloudEvents type of the facts it counts
 * @param valueField the measure it sums; null when it counts
 * @param dimensions names of the fields it groups by, sorted
 * @param grace how long after its slice's end a fact may be recorded and not be late
 * @param effectiveFrom facts recorded from this full minute on are counted
 * @param archivedFrom facts recorded from this full minute on are no longer counted; null while in use
 * @param description for a person; empty if nobody gave one
 * @param version counts its changes
 */
public record Meter(
        MeterId id,
        @JsonIgnore @Nullable TenantId tenantId,
        MeterKey key,
        String eventType,
        Aggregation aggregation,
        @Nullable String valueField,
        List<String> dimensions,
        String unit,
        Duration grace,
        Instant effectiveFrom,
        Instant createdAt,
        @Nullable Instant archivedFrom,
        String description,
        @JsonIgnore long version)
        implements Versioned {
    public Meter {
        dimensions = List.copyOf(dimensions);
    }

    /** Once archived, it stays as it was archived first. */
    Meter archived(Instant from) {
        return archivedFrom == null
                ? new Meter(
                        id,
                        tenantId,
                        key,
                        eventType,
                        aggregation,
                        valueField,
                        dimensions,
                        unit,
                        grace,
                        effectiveFrom,
                        createdAt,
                        from,
                        description,
                        version + 1)
                : this;
    }

    /** What a person reads is different; what is counted never changes. */
    Meter edited(String newUnit, String newDescription) {
        return unit.equals(newUnit) && description.equals(newDescription)
                ? this
                : new Meter(
                        id,
                        tenantId,
                        key,
                        eventType,
                        aggregation,
                        valueField,
                        dimensions,
                        newUnit,
                        grace,
                        effectiveFrom,
                        createdAt,
                        archivedFrom,
                        newDescription,
                        version + 1);
    }

    @JsonProperty("predefined")
    public boolean isPredefined() {
        return tenantId == null;
    }

    /** Whether facts recorded then are counted. */
    public boolean covers(Instant recordedAt) {
        return !recordedAt.isBefore(effectiveFrom) && (archivedFrom == null || recordedAt.isBefore(archivedFrom));
    }

    @JsonIgnore
    public int graceSeconds() {
        return Math.toIntExact(grace.toSeconds());
    }
}
