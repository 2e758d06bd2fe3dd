package io.matrixplatform.api.catalog.meters;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.matrixplatform.api.platform.json.Lines;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wanted meter.
 *
 * @param percentile needed by PERCENTILE, refused by the others
 * @param valueField one of it and {@code expression} is needed, unless facts are counted
 * @param filters null for none
 * @param dimensions null for none
 * @param groupsMax null for {@link #DEFAULT_GROUPS} where there are dimensions
 * @param gapMax null for {@link #DEFAULT_GAP} where levels of runtime metrics are metered; refused by all others
 * @param grace null for {@link #DEFAULT_GRACE}
 */
public record NewMeter(
        @NotNull(message = "is required") MeterKey key,

        @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String eventType,

        @NotNull(
                message = "is required: COUNT, SUM, MIN, MAX, AVERAGE, LATEST, UNIQUE_COUNT, PERCENTILE or"
                        + " TIME_WEIGHTED_SUM")
        Aggregation aggregation,

        @Nullable BigDecimal percentile,
        @Nullable String valueField,
        @Nullable String expression,
        @Nullable List<MeterFilter> filters,
        @Nullable List<String> dimensions,
        @Nullable Integer groupsMax,
        @Nullable Duration gapMax,

        @NotBlank(message = "must not be blank") @Size(max = 50, message = "at most 50 characters") String unit,

        @Nullable Duration grace,

        @JsonDeserialize(using = Lines.class) @Nullable @Size(max = MAX_DESCRIPTION, message = "at most 500 characters") String description) {
    static final int MAX_DESCRIPTION = 500;
    static final Duration DEFAULT_GRACE = Duration.ofHours(1);
    static final Duration MAX_GRACE = Duration.ofDays(31);
    static final Duration DEFAULT_GAP = Duration.ofMinutes(5);
    static final int DEFAULT_GROUPS = 1_000;
    static final int MAX_GROUPS = 10_000;

    /** Their routes are something else. */
    private static final Set<String> RESERVED = Set.of("preview");

    String descriptionOrEmpty() {
        return description == null ? "" : description.strip();
    }

    Duration graceOrDefault() {
        return grace == null ? DEFAULT_GRACE : grace;
    }

    /** Whether it is over levels that are sampled. */
    boolean isSampled() {
        return aggregation == Aggregation.TIME_WEIGHTED_SUM && RuntimeMetrics.TYPE.equals(eventType);
    }

    @Nullable Duration gapMaxOrDefault() {
        return gapMax == null && isSampled() ? DEFAULT_GAP : gapMax;
    }

    @Nullable String strippedExpression() {
        return expression == null ? null : expression.strip();
    }

    List<MeterFilter> filtersOrNone() {
        return filters == null ? List.of() : filters;
    }

    List<MeterFilter> normalFilters() {
        return filtersOrNone().stream().map(MeterFilter::normal).toList();
    }

    @Nullable Integer groupsMaxOrDefault() {
        return groupsMax == null && !sortedDimensions().isEmpty() ? Integer.valueOf(DEFAULT_GROUPS) : groupsMax;
    }

    /** Sorted, so that equal sets of dimensions are equal. */
    public List<String> sortedDimensions() {
        return dimensions == null ? List.of() : dimensions.stream().sorted().toList();
    }

    /** What it takes of a fact; to be asked for after {@link #refuseNonsense}. */
    public MeterRule rule() {
        String text = strippedExpression();
        return new MeterRule(
                filtersOrNone().stream().map(MeterFilter::toRule).toList(),
                valueField,
                text == null ? null : Expression.parse(text),
                aggregation.isAdditive() ? null : new Folding(aggregation, percentile, gapMaxOrDefault()));
    }

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each bad field */
    public void refuseNonsense() {
        InvalidFields invalid = new InvalidFields();
        MeterChecks checks = new MeterChecks(this, invalid);
        Duration wantedGrace = graceOrDefault();
        invalid.body(!RESERVED.contains(key.value()), "/key", "is reserved")
                .body(!eventType.chars().anyMatch(Character::isWhitespace), "/event_type", "must not contain spaces");
        checks.checkWhatItTakes();
        checks.checkGap();
        invalid.body(!wantedGrace.isNegative() && wantedGrace.compareTo(MAX_GRACE) <= 0, "/grace", "from PT0S to P31D")
                .body(wantedGrace.equals(Duration.ofSeconds(wantedGrace.toSeconds())), "/grace", "in whole seconds");
        checks.checkDimensions();
        invalid.refuse();
    }

    /** Where the facts stand that it counts. */
    public Topic factTopic() {
        return switch (eventType) {
            case ApiCallFields.EVENT_TYPE -> Topics.METERING_API_CALLS;
            case RuntimeMetrics.TYPE -> Topics.METERING_RUNTIME_METRICS;
            default -> Topics.METERING_USAGE_EVENTS;
        };
    }
}
