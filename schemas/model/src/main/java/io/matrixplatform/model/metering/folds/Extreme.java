package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.util.Comparator;

/** The least or the greatest value. So many different ones are remembered that the next is known when some are taken back. */
final class Extreme extends Fold {
    static final int VALUES_KEPT = 32;

    /** Which end. */
    enum Side {
        LEAST(Kind.LEAST, ErrorBound.Kind.AT_LEAST),
        GREATEST(Kind.GREATEST, ErrorBound.Kind.AT_MOST);

        private final Kind kind;
        private final ErrorBound.Kind whenForgotten;

        Side(Kind kind, ErrorBound.Kind whenForgotten) {
            this.kind = kind;
            this.whenForgotten = whenForgotten;
        }

        private Comparator<BigDecimal> order() {
            return this == LEAST ? Comparator.naturalOrder() : Comparator.reverseOrder();
        }
    }

    private final Side side;
    private final FirstKeys<BigDecimal> values;

    Extreme(Side side) {
        this.side = side;
        this.values = new FirstKeys<>(side.order(), VALUES_KEPT);
    }

    @Override
    void count(Observation observation, long times) {
        values.count(observation.value(), times);
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof Extreme that) || that.side != side) {
            throw isOther(other);
        }
        values.merge(that.values);
    }

    @Override
    public FoldResult result(TimeWindow window) {
        return values.firstHeld()
                .map(FoldResult::exact)
                .orElseGet(() -> values.hasMore()
                        ? new FoldResult(values.last(), ErrorBound.of(side.whenForgotten))
                        : FoldResult.NOTHING);
    }

    @Override
    public Fold copy() {
        Extreme copy = new Extreme(side);
        values.copyTo(copy.values);
        return copy;
    }

    @Override
    Kind kind() {
        return side.kind;
    }

    @Override
    void write(FoldWriter out) {
        values.write(out, FoldWriter::writeDecimal);
    }

    static Extreme read(Side side, FoldReader in) {
        Extreme extreme = new Extreme(side);
        extreme.values.read(in, FoldReader::readDecimal);
        return extreme;
    }
}
