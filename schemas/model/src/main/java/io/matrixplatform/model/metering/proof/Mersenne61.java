package io.matrixplatform.model.metering.proof;

/** Whole numbers from 0 up to a prime below 2^61, where all but 0 can be divided by. */
final class Mersenne61 {
    private static final int BITS = 61;
    static final long PRIME = (1L << BITS) - 1;

    private Mersenne61() {}

    /** @param any taken as unsigned */
    static long of(long any) {
        return reduced((any & PRIME) + (any >>> BITS));
    }

    static long add(long one, long other) {
        return reduced(one + other);
    }

    static long subtract(long one, long other) {
        return reduced(one + PRIME - other);
    }

    static long multiply(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        long low = one * other;
        // 2^61 is 1 here: what stands above counts as it would below.
        return reduced((low & PRIME) + ((high << (Long.SIZE - BITS)) | (low >>> BITS)));
    }

    /** @param divisor not 0 */
    static long divide(long dividend, long divisor) {
        return multiply(dividend, power(divisor, PRIME - 2));
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /** @param sum below twice the prime */
    private static long reduced(long sum) {
        return sum >= PRIME ? sum - PRIME : sum;
    }
}
