package io.matrixplatform.model.metering.measures;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A condition on one field of a fact.
 *
 * @param values none for {@code EXISTS} and {@code ABSENT}; compared as text, numbers without trailing zeros
 */
public record FieldFilter(String field, Operator operator, Set<String> values) {
    public static final int VALUES_MAX = 50;
    public static final int VALUE_LENGTH_MAX = 200;

    /** How a field must be. */
    public enum Operator {
        /** One of the values. */
        IN,
        /** None of the values; a fact without the field passes. */
        NOT_IN,
        /** There, and not empty. */
        EXISTS,
        /** Not there, or empty. */
        ABSENT;

        boolean hasValues() {
            return this == IN || this == NOT_IN;
        }
    }

    public FieldFilter {
        requireNonNull(field, "field");
        requireNonNull(operator, "operator");
        values = Set.copyOf(values);
        if (operator.hasValues() == values.isEmpty()) {
            throw new IllegalArgumentException(
                    operator.hasValues() ? operator + " needs values" : operator + " takes no values");
        }
        if (values.size() > VALUES_MAX) {
            throw new IllegalArgumentException("at most " + VALUES_MAX + " values");
        }
        if (values.stream().anyMatch(value -> value.isEmpty() || value.length() > VALUE_LENGTH_MAX)) {
            throw new IllegalArgumentException(
                    "a value has 1 to " + VALUE_LENGTH_MAX + " characters; EXISTS and ABSENT ask whether there is any");
        }
    }

    public boolean passes(Fields fields) {
        String text = fields.text(field);
        return switch (operator) {
            case IN -> values.contains(text);
            case NOT_IN -> !values.contains(text);
            case EXISTS -> !text.isEmpty();
            case ABSENT -> text.isEmpty();
        };
    }
}
