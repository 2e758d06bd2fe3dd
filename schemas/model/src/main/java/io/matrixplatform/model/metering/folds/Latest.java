package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;

/** The value that occurred last. So many are remembered that the one before it is known when some are taken back. */
final class Latest extends Fold {
    static final int VALUES_KEPT = 16;

    private final FirstKeys<Moment> moments = new FirstKeys<>(Moment.LATEST_FIRST, VALUES_KEPT);

    @Override
    void count(Observation observation, long times) {
        moments.count(Moment.of(observation), times);
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof Latest that)) {
            throw isOther(other);
        }
        moments.merge(that.moments);
    }

    @Override
    public FoldResult result(TimeWindow window) {
        return moments.firstHeld()
                .map(moment -> FoldResult.exact(moment.value()))
                .orElseGet(() -> moments.hasMore()
                        ? new FoldResult(moments.last().value(), ErrorBound.of(ErrorBound.Kind.UNKNOWN))
                        : FoldResult.NOTHING);
    }

    @Override
    public Fold copy() {
        Latest copy = new Latest();
        moments.copyTo(copy.moments);
        return copy;
    }

    @Override
    Kind kind() {
        return Kind.LATEST;
    }

    @Override
    void write(FoldWriter out) {
        moments.write(out, Moment::write);
    }

    static Latest read(FoldReader in) {
        Latest latest = new Latest();
        latest.moments.read(in, Moment::read);
        return latest;
    }
}
