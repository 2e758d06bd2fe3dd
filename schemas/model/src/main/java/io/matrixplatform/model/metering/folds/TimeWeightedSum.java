package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A level over time, such as seats or stored bytes: each value holds until the next one. Times are read at full seconds; of
 * several values within one second the last holds. The quantity is in level × hours.
 *
 * <p>One of these knows the values of its own window only, so its result begins at the first of them: what held before is
 * brought in by {@link Levels}, which puts windows behind each other.
 */
final class TimeWeightedSum extends Fold {
    static final int VALUES_KEPT_A_SECOND = 4;

    private static final int SECONDS_MAX = 100_000;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final NavigableMap<Long, FirstKeys<Moment>> seconds = new TreeMap<>();

    /** A level and the second of 1970 from which it holds. */
    record Step(long second, BigDecimal level) {}

    @Override
    void count(Observation observation, long times) {
        at(Math.floorDiv(observation.occurredAt(), MICROS_PER_SECOND)).count(Moment.of(observation), times);
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof TimeWeightedSum that)) {
            throw isOther(other);
        }
        that.seconds.forEach((second, moments) -> at(second).merge(moments));
    }

    @Override
    public FoldResult result(TimeWindow window) {
        Levels levels = new Levels(window);
        levels.add(this);
        return levels.result();
    }

    /** In order of time. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        seconds.forEach((second, moments) ->
                moments.firstHeld().ifPresent(moment -> steps.add(new Step(second, moment.value()))));
        return steps;
    }

    @Override
    public Fold copy() {
        TimeWeightedSum copy = new TimeWeightedSum();
        seconds.forEach((second, moments) -> moments.copyTo(copy.at(second)));
        return copy;
    }

    @Override
    Kind kind() {
        return Kind.TIME_WEIGHTED_SUM;
    }

    @Override
    void write(FoldWriter out) {
        out.writeNumber(seconds.size());
        for (Map.Entry<Long, FirstKeys<Moment>> second : seconds.entrySet()) {
            out.writeNumber(second.getKey());
            second.getValue().write(out, Moment::write);
        }
    }

    static TimeWeightedSum read(FoldReader in) {
        TimeWeightedSum sum = new TimeWeightedSum();
        for (int left = in.readCount(SECONDS_MAX); left > 0; left--) {
            sum.at(in.readNumber()).read(in, Moment::read);
        }
        return sum;
    }

    private FirstKeys<Moment> at(long second) {
        return seconds.computeIfAbsent(second, any -> new FirstKeys<>(Moment.LATEST_FIRST, VALUES_KEPT_A_SECOND));
    }
}
