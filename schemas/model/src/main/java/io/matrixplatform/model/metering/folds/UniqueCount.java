package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How many different texts: exact up to {@link #HASHES_KEPT}, then estimated from the smallest of their 64-bit hashes, with a
 * standard error of 1/√(kept − 2). The smallest hashes of all are the smallest of the parts' smallest, so no order and no split
 * makes a difference. That two of 1,024 texts have one hash has a chance of 1 in 35 trillion.
 *
 * @see <a href="https://doi.org/10.1007/3-540-45726-7_1">Source: Bar-Yossef et al., Counting Distinct Elements in a Data
 *     Stream</a>
 */
final class UniqueCount extends Fold {
    static final int HASHES_KEPT = 1_024;

    private static final ErrorBound ERROR = new ErrorBound(ErrorBound.Kind.STANDARD, new BigDecimal("0.0313"));
    private static final BigInteger HASHES = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final FirstKeys<Long> hashes = new FirstKeys<>(Long::compareUnsigned, HASHES_KEPT);

    @Override
    void count(Observation observation, long times) {
        hashes.count(observation.hash(), times);
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof UniqueCount that)) {
            throw isOther(other);
        }
        hashes.merge(that.hashes);
    }

    @Override
    public FoldResult result(TimeWindow window) {
        BigDecimal held = BigDecimal.valueOf(hashes.held());
        return hashes.hasMore() ? new FoldResult(estimate(held), ERROR) : FoldResult.exact(held);
    }

    /** Of so many as the largest kept hash lets expect, the part that was not taken back. */
    private BigDecimal estimate(BigDecimal held) {
        BigInteger largest = new BigInteger(Long.toUnsignedString(hashes.last())).add(BigInteger.ONE);
        BigDecimal named = new BigDecimal(HASHES.multiply(BigInteger.valueOf(HASHES_KEPT - 1L)));
        return named.multiply(held)
                .divide(new BigDecimal(largest.multiply(BigInteger.valueOf(HASHES_KEPT))), 0, RoundingMode.HALF_UP);
    }

    @Override
    public Fold copy() {
        UniqueCount copy = new UniqueCount();
        hashes.copyTo(copy.hashes);
        return copy;
    }

    @Override
    Kind kind() {
        return Kind.UNIQUE_COUNT;
    }

    @Override
    void write(FoldWriter out) {
        hashes.write(out, FoldWriter::writeLong);
    }

    static UniqueCount read(FoldReader in) {
        UniqueCount count = new UniqueCount();
        count.hashes.read(in, FoldReader::readLong);
        return count;
    }
}
