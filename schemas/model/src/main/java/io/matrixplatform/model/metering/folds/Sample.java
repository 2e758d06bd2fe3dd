package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Comparator;

/** A value of a probe and when it was taken. */
record Sample(Moment moment, boolean cumulative, long startedAt) {
    static final Comparator<Sample> LATEST_FIRST = Comparator.comparing(Sample::moment, Moment.LATEST_FIRST)
            .thenComparing(Sample::cumulative)
            .thenComparing(Sample::startedAt);

    static Sample of(Observation observation) {
        Sampling sampling = requireNonNull(observation.sampling(), "sampling");
        return new Sample(Moment.of(observation), sampling.cumulative(), sampling.startedAt());
    }

    BigDecimal value() {
        return moment.value();
    }

    /** Whether the one after it is of another life: the instance started anew, or is sampled in another way. */
    boolean endsBefore(Sample next) {
        return cumulative != next.cumulative
                || (startedAt != Sampling.UNKNOWN && next.startedAt != Sampling.UNKNOWN && startedAt != next.startedAt)
                || (cumulative && next.value().compareTo(value()) < 0);
    }

    static void write(FoldWriter out, Sample sample) {
        Moment.write(out, sample.moment);
        out.writeByte(sample.cumulative ? 1 : 0);
        out.writeNumber(sample.startedAt);
    }

    static Sample read(FoldReader in) {
        return new Sample(Moment.read(in), in.readByte() == 1, in.readNumber());
    }
}
