package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.util.Comparator;

/** A value and when it occurred. */
record Moment(long occurredAt, Identity identity, BigDecimal value) {
    /** Of one instant, the largest identity is last, as its bytes compare; the value only decides between a fact's amendments. */
    static final Comparator<Moment> LATEST_FIRST = Comparator.comparingLong(Moment::occurredAt)
            .thenComparing(moment -> moment.identity.high(), Long::compareUnsigned)
            .thenComparing(moment -> moment.identity.low(), Long::compareUnsigned)
            .thenComparing(Moment::value)
            .reversed();

    static Moment of(Observation observation) {
        return new Moment(observation.occurredAt(), observation.identity(), observation.value());
    }

    static void write(FoldWriter out, Moment moment) {
        out.writeLong(moment.occurredAt);
        out.writeLong(moment.identity.high());
        out.writeLong(moment.identity.low());
        out.writeDecimal(moment.value);
    }

    static Moment read(FoldReader in) {
        return new Moment(in.readLong(), new Identity(in.readLong(), in.readLong()), in.readDecimal());
    }
}
