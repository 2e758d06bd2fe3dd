package io.matrixplatform.api.catalog.meters;

import static io.matrixplatform.api.catalog.meters.Aggregation.COUNT;
import static io.matrixplatform.api.catalog.meters.Aggregation.SUM;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.matrixplatform.api.platform.json.Lines;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A wanted meter.
 *
 * @param valueField needed by SUM, refused by COUNT
 * @param dimensions null for none
 * @param grace null for {@link #DEFAULT_GRACE}
 */
public record NewMeter(
        @NotNull(message = "is required") MeterKey key,

        @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String eventType,

        @NotNull(message = "is required: COUNT or SUM") Aggregation aggregation,
        @Nullable String valueField,
        @Nullable List<String> dimensions,

        @NotBlank(message = "must not be blank") @Size(max = 50, message = "at most 50 characters") String unit,

        @Nullable Duration grace,

        @JsonDeserialize(using = Lines.class) @Nullable @Size(max = MAX_DESCRIPTION, message = "at most 500 characters") String description) {
    static final int MAX_DESCRIPTION = 500;
    static final Duration DEFAULT_GRACE = Duration.ofHours(1);
    static final Duration MAX_GRACE = Duration.ofDays(31);
    static final int MAX_DIMENSIONS = 8;

    /** Their routes are something else. */
    private static final Set<String> RESERVED = Set.of("preview");

    private static final int MAX_NAME_LENGTH = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    String descriptionOrEmpty() {
        return description == null ? "" : description.strip();
    }

    Duration graceOrDefault() {
        return grace == null ? DEFAULT_GRACE : grace;
    }

    /** Sorted, so that equal sets of dimensions are equal. */
    public List<String> sortedDimensions() {
        return dimensions == null ? List.of() : dimensions.stream().sorted().toList();
    }

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each bad field */
    public void refuseNonsense() {
        InvalidFields invalid = new InvalidFields();
        Duration wantedGrace = graceOrDefault();
        invalid.body(!RESERVED.contains(key.value()), "/key", "is reserved")
                .body(!eventType.chars().anyMatch(Character::isWhitespace), "/event_type", "must not contain spaces")
                .body(aggregation != SUM || valueField != null, "/value_field", "SUM needs the name of a measure")
                .body(aggregation != COUNT || valueField == null, "/value_field", "COUNT takes none")
                .body(valueField == null || isName(valueField), "/value_field", "not the name of a field")
                .body(
                        valueField == null || !countsApiCalls() || ApiCallFields.MEASURES.contains(valueField),
                        "/value_field",
                        "an API call has no such measure")
                .body(!wantedGrace.isNegative() && wantedGrace.compareTo(MAX_GRACE) <= 0, "/grace", "from PT0S to P31D")
                .body(wantedGrace.equals(Duration.ofSeconds(wantedGrace.toSeconds())), "/grace", "in whole seconds");
        checkDimensions(invalid);
        invalid.refuse();
    }

    private void checkDimensions(InvalidFields invalid) {
        if (dimensions == null) {
            return;
        }
        invalid.body(dimensions.size() <= MAX_DIMENSIONS, "/dimensions", "at most " + MAX_DIMENSIONS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < dimensions.size(); i++) {
            String pointer = "/dimensions/" + i;
            String name = dimensions.get(i);
            if (name == null || !isName(name)) {
                invalid.body(false, pointer, "not the name of a field");
                continue;
            }
            invalid.body(seen.add(name), pointer, "named twice")
                    .body(
                            !countsApiCalls() || ApiCallFields.DIMENSIONS.contains(name),
                            pointer,
                            "an API call has no such dimension");
        }
    }

    public boolean countsApiCalls() {
        return ApiCallFields.EVENT_TYPE.equals(eventType);
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME_LENGTH && NAME.matcher(text).matches();
    }
}
