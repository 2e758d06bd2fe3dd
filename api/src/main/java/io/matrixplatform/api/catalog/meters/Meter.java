package io.matrixplatform.api.catalog.meters;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.MeterRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named way to count usage.
 *
 * @param tenantId null for a predefined meter, which every tenant has
 * @param eventType CloudEvents type of the facts it counts
 * @param percentile for example 99.9; of PERCENTILE alone
 * @param valueField the field that has the value; null when it counts, or has an expression
 * @param expression arithmetic over measures that gives the value; null when a field does
 * @param filters all must hold for a fact to be counted
 * @param dimensions names of the fields it groups by, sorted
 * @param groupsMax how many sets of values of the dimensions are kept apart per UTC day; what comes beyond is counted as
 *     {@code (other)}. Null for no limit
 * @param gapMax of levels that are sampled: how long one holds at most, and a counter may be silent. Null for all others
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
        @Nullable BigDecimal percentile,
        @Nullable String valueField,
        @Nullable String expression,
        List<MeterFilter> filters,
        List<String> dimensions,
        @Nullable Integer groupsMax,
        @Nullable Duration gapMax,
        String unit,
        Duration grace,
        Instant effectiveFrom,
        Instant createdAt,
        @Nullable Instant archivedFrom,
        String description,
        @JsonIgnore long version)
        implements Versioned {
    public Meter {
        filters = List.copyOf(filters);
        dimensions = List.copyOf(dimensions);
        percentile = percentile == null ? null : percentile.stripTrailingZeros();
    }

    /** Once archived, it stays as it was archived first. */
    Meter archived(Instant from) {
        return archivedFrom == null ? with(unit, description, from) : this;
    }

    /** What a person reads is different; what is counted never changes. */
    Meter edited(String newUnit, String newDescription) {
        return unit.equals(newUnit) && description.equals(newDescription)
                ? this
                : with(newUnit, newDescription, archivedFrom);
    }

    private Meter with(String newUnit, String newDescription, @Nullable Instant newArchivedFrom) {
        return new Meter(
                id,
                tenantId,
                key,
                eventType,
                aggregation,
                percentile,
                valueField,
                expression,
                filters,
                dimensions,
                groupsMax,
                gapMax,
                newUnit,
                grace,
                effectiveFrom,
                createdAt,
                newArchivedFrom,
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

    public boolean countsApiCalls() {
        return ApiCallFields.EVENT_TYPE.equals(eventType);
    }

    /** What it takes of a fact. */
    public MeterRule rule() {
        return new MeterRule(
                filters.stream().map(MeterFilter::toRule).toList(),
                valueField,
                expression == null ? null : Expression.parse(expression),
                aggregation.isAdditive() ? null : new Folding(aggregation, percentile));
    }

    @JsonIgnore
    public int graceSeconds() {
        return Math.toIntExact(grace.toSeconds());
    }

    /** Whether it is over samples of instances, of which there may be gaps. */
    @JsonIgnore
    public boolean isSampled() {
        return gapMax != null;
    }

    /** For the column. */
    @JsonIgnore
    public @Nullable Integer gapMaxSeconds() {
        return gapMax == null ? null : Integer.valueOf(Math.toIntExact(gapMax.toSeconds()));
    }

    /** For the column. */
    @JsonIgnore
    public List<String> filterTexts() {
        return filters.stream().map(MeterFilter::toJson).toList();
    }
}
