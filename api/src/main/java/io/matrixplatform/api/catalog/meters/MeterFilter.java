package io.matrixplatform.api.catalog.meters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.persistence.TextColumn;
import io.matrixplatform.model.metering.measures.FieldFilter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one field of a fact.
 *
 * @param field a dimension or a measure
 * @param values texts to compare with, numbers without trailing zeros; none for EXISTS and ABSENT
 */
public record MeterFilter(
        @Nullable String field,
        FieldFilter.@Nullable Operator operator,
        @Nullable List<String> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the job applies it. */
    public FieldFilter toRule() {
        if (field == null || operator == null) {
            throw new IllegalArgumentException("a filter has a field and an operator");
        }
        if (valuesOrNone().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a value is a text");
        }
        return new FieldFilter(field, operator, Set.copyOf(valuesOrNone()));
    }

    List<String> valuesOrNone() {
        return values == null ? List.of() : values;
    }

    /** Without repetitions, and with an empty list for none. */
    MeterFilter normal() {
        return new MeterFilter(
                field, operator, valuesOrNone().stream().distinct().sorted().toList());
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts are always JSON", impossible);
        }
    }

    /** Reads what {@link #toJson} wrote. */
    public static final class Column extends TextColumn<MeterFilter> {
        @Override
        protected MeterFilter read(String text) {
            try {
                return JSON.readValue(text, MeterFilter.class);
            } catch (JsonProcessingException corrupt) {
                throw new IllegalStateException("a filter cannot be read", corrupt);
            }
        }
    }
}
