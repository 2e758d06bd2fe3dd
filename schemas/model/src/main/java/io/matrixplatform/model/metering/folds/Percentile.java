package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The smallest value that at least a percentage of the values do not exceed (nearest rank). Exact up to {@link #VALUES_KEPT}
 * different values, then from the numbers of values per {@link Bucket}, within {@link #ERROR} of the exact one.
 */
final class Percentile extends Fold {
    static final int VALUES_KEPT = 128;

    private static final ErrorBound ERROR = new ErrorBound(ErrorBound.Kind.MAXIMUM, new BigDecimal("0.01"));
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BigDecimal percentage;
    /** Each value that was ever named with its number, also at zero; null once there were too many. */
    private @Nullable NavigableMap<BigDecimal, Long> values = new TreeMap<>();

    private final NavigableMap<Integer, Long> buckets = new TreeMap<>();

    Percentile(BigDecimal percentage) {
        this.percentage = percentage;
    }

    @Override
    void count(Observation observation, long times) {
        count(observation.value(), times);
    }

    private void count(BigDecimal value, long times) {
        if (values == null) {
            countBucket(Bucket.of(value), times);
            return;
        }
        values.merge(value, times, Long::sum);
        if (values.size() > VALUES_KEPT) {
            NavigableMap<BigDecimal, Long> all = values;
            values = null;
            all.forEach((each, net) -> countBucket(Bucket.of(each), net));
        }
    }

    private void countBucket(int bucket, long times) {
        buckets.merge(bucket, times, (held, more) -> held + more == 0 ? null : held + more);
        buckets.remove(bucket, 0L);
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof Percentile that)) {
            throw isOther(other);
        }
        if (that.values == null) {
            spread();
            that.buckets.forEach(this::countBucket);
        } else {
            that.values.forEach(this::count);
        }
    }

    /** From values to buckets. */
    private void spread() {
        if (values != null) {
            values.forEach((value, net) -> countBucket(Bucket.of(value), net));
            values = null;
        }
    }

    @Override
    public FoldResult result(TimeWindow window) {
        if (values != null) {
            BigDecimal exact = atRank(values);
            return exact == null ? FoldResult.NOTHING : FoldResult.exact(exact);
        }
        Integer bucket = atRank(buckets);
        return bucket == null ? FoldResult.NOTHING : new FoldResult(Bucket.middle(bucket), ERROR);
    }

    private <K> @Nullable K atRank(NavigableMap<K, Long> numbers) {
        long total = numbers.values().stream()
                .filter(net -> net > 0)
                .mapToLong(Long::longValue)
                .sum();
        long rank = percentage
                .multiply(BigDecimal.valueOf(total))
                .divide(HUNDRED, 0, RoundingMode.CEILING)
                .longValueExact();
        for (Map.Entry<K, Long> entry : numbers.entrySet()) {
            rank -= Math.max(0, entry.getValue());
            if (rank <= 0 && entry.getValue() > 0) {
                return entry.getKey();
            }
        }
        return null;
    }

    @Override
    public Fold copy() {
        Percentile copy = new Percentile(percentage);
        copy.values = values == null ? null : new TreeMap<>(values);
        copy.buckets.putAll(buckets);
        return copy;
    }

    @Override
    Kind kind() {
        return Kind.PERCENTILE;
    }

    @Override
    void write(FoldWriter out) {
        out.writeDecimal(percentage);
        out.writeNumber(values == null ? -1 : values.size());
        if (values != null) {
            values.forEach((value, net) -> {
                out.writeDecimal(value);
                out.writeNumber(net);
            });
            return;
        }
        out.writeNumber(buckets.size());
        int before = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            out.writeNumber((long) bucket.getKey() - before);
            out.writeNumber(bucket.getValue());
            before = bucket.getKey();
        }
    }

    static Percentile read(FoldReader in) {
        Percentile percentile = new Percentile(in.readDecimal());
        long count = in.readNumber();
        if (count < 0) {
            percentile.values = null;
            int bucket = 0;
            for (int left = in.readCount(Bucket.COUNT); left > 0; left--) {
                bucket += Math.toIntExact(in.readNumber());
                percentile.buckets.put(bucket, in.readNumber());
            }
            return percentile;
        }
        NavigableMap<BigDecimal, Long> values = new TreeMap<>();
        for (long left = Math.min(count, VALUES_KEPT); left > 0; left--) {
            BigDecimal value = in.readDecimal();
            values.put(value, in.readNumber());
        }
        percentile.values = values;
        return percentile;
    }

    /**
     * A range of values so narrow that its middle is within half a percent of all of them: 128 to each doubling, by the leading
     * 8 bits of the value. Whole numbers all the way, so every machine finds the same. The order of the numbers is that of the
     * values, negative ones mirrored; 0 is zero's.
     */
    static final class Bucket {
        private static final int BITS = 7;
        private static final int PER_DOUBLING = 1 << BITS;
        /** Quantities are above 2^-60 and below 2^67. */
        private static final int LEAST_EXPONENT = -61;

        /** More than there can be, of both signs. */
        static final int COUNT = 2 * PER_DOUBLING * 130;

        private Bucket() {}

        static int of(BigDecimal value) {
            if (value.signum() == 0) {
                return 0;
            }
            BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
            BigInteger above = plain.unscaledValue().abs();
            BigInteger below = BigInteger.TEN.pow(plain.scale());
            int exponent = above.bitLength() - below.bitLength();
            int leading = leading(above, below, exponent);
            if (leading < PER_DOUBLING) {
                exponent--;
                leading = leading(above, below, exponent);
            }
            int number = (exponent - LEAST_EXPONENT) * PER_DOUBLING + leading - PER_DOUBLING + 1;
            return value.signum() * number;
        }

        /** The value over 2^(exponent - BITS), cut off: within 2^BITS and twice that when the exponent is the value's. */
        private static int leading(BigInteger above, BigInteger below, int exponent) {
            int shift = BITS - exponent;
            return (shift >= 0 ? above.shiftLeft(shift).divide(below) : above.divide(below.shiftLeft(-shift)))
                    .intValueExact();
        }

        static BigDecimal middle(int bucket) {
            if (bucket == 0) {
                return BigDecimal.ZERO;
            }
            int number = Math.abs(bucket) - 1;
            long odd = 2L * (PER_DOUBLING + number % PER_DOUBLING) + 1;
            int shift = number / PER_DOUBLING + LEAST_EXPONENT - BITS - 1;
            BigDecimal two = BigDecimal.valueOf(2).pow(Math.abs(shift));
            BigDecimal middle = shift >= 0
                    ? BigDecimal.valueOf(odd).multiply(two)
                    : BigDecimal.valueOf(odd).divide(two);
            return bucket < 0 ? middle.negate() : middle;
        }
    }
}
