package io.matrixplatform.streams.metering.facts;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was used: the fields that a meter can name.
 *
 * @param eventType CloudEvents type
 * @param dimensions values in the order of the shape's names; {@code ""} for one that is absent
 * @param whole values of the measures in the order of the shape's names, exact where {@code decimals} has none
 * @param decimals null when every measure is a whole number; else null at each that is
 */
@SuppressWarnings("ArrayRecordComponent") // read by position, never compared, never changed
public record Payload(
        String eventType,
        Shape shape,
        String[] dimensions,
        long[] whole,
        @Nullable BigDecimal @Nullable [] decimals) implements Usage {
    /** The value of a dimension, or {@code ""} if there is none of this name. */
    @Override
    public String dimension(String name) {
        int index = shape.dimensions().indexOf(name);
        return index < 0 ? "" : dimensions[index];
    }

    @Override
    public int measure(String name) {
        return shape.measures().indexOf(name);
    }

    @Override
    public long whole(int measure) {
        return whole[measure];
    }

    @Override
    public @Nullable BigDecimal decimal(int measure) {
        return decimals == null ? null : decimals[measure];
    }

    /** The same with another value of one dimension, where it has that at all. */
    public Payload with(String dimension, String value) {
        int index = shape.dimensions().indexOf(dimension);
        if (index < 0 || dimensions[index].equals(value)) {
            return this;
        }
        String[] changed = dimensions.clone();
        changed[index] = value;
        return new Payload(eventType, shape, changed, whole, decimals);
    }

    /** For fields that are all whole numbers. */
    static Payload ofWhole(String eventType, Shape shape, String[] dimensions, long... whole) {
        return new Payload(eventType, shape, dimensions, whole, null);
    }

    /** For fields that need not be. */
    static Payload of(String eventType, Shape shape, String[] dimensions, List<BigDecimal> measures) {
        long[] whole = new long[measures.size()];
        BigDecimal[] decimals = new BigDecimal[measures.size()];
        boolean allWhole = true;
        for (int i = 0; i < whole.length; i++) {
            BigDecimal measure = measures.get(i);
            if (Exact.isLong(measure)) {
                whole[i] = measure.longValueExact();
            } else {
                decimals[i] = measure;
                allWhole = false;
            }
        }
        return new Payload(eventType, shape, dimensions, whole, allWhole ? null : decimals);
    }
}
