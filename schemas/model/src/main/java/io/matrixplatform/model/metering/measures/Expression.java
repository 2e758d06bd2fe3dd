package io.matrixplatform.model.metering.measures;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic over the measures of a fact, for example {@code (input_tokens + 4 * output_tokens) / 1000}: {@code + - * /},
 * parentheses, {@code min}, {@code max}, {@code floor} and {@code ceil}, decimal numbers, names of measures; a name with a dash
 * stands in backticks. Exact all the way, rounded once, HALF_UP to the decimals of a quantity. Bounded in length, size and
 * depth, so that no definition can make a fact expensive. Equal when the texts are.
 */
public final class Expression {
    public static final int LENGTH_MAX = 500;
    static final int NODES_MAX = 64;
    static final int DEPTH_MAX = 16;

    private final String text;
    private final Node root;
    private final SortedSet<String> fields;

    private Expression(String text, Node root, SortedSet<String> fields) {
        this.text = text;
        this.root = root;
        this.fields = Collections.unmodifiableSortedSet(fields);
    }

    /** @throws IllegalArgumentException with what is wrong and where, counted from 1 */
    public static Expression parse(String text) {
        requireNonNull(text, "text");
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("at most " + LENGTH_MAX + " characters");
        }
        SortedSet<String> fields = new TreeSet<>();
        Node root = new ExpressionParser(text, fields).parse();
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("it names no measure");
        }
        return new Expression(text, root, fields);
    }

    /** The names that occur in it. */
    public SortedSet<String> fields() {
        return fields;
    }

    /** Empty if a measure is lacking, something is divided by zero, or there are more digits than a quantity has. */
    public Optional<BigDecimal> valueOf(Fields measures) {
        Fraction exact = root.valueOf(measures);
        if (exact == null) {
            return Optional.empty();
        }
        BigDecimal value = exact.toDecimal(Quantity.SCALE, RoundingMode.HALF_UP);
        return value.precision() - value.scale() > Quantity.MAX_INTEGER_DIGITS
                ? Optional.empty()
                : Optional.of(new Quantity(value).value());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was parsed. */
    @Override
    public String toString() {
        return text;
    }

    /** A part of an expression; null means that there is no value. */
    interface Node {
        @Nullable Fraction valueOf(Fields measures);
    }
}
