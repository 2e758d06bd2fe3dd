package io.matrixplatform.api.metering.backfill;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What some facts come to: a sum, or a fold where quantities do not add up. Mutable, not thread-safe. */
final class Amount {
    private final @Nullable Fold fold;
    private BigDecimal sum;
    private long facts;

    private Amount(@Nullable Fold fold, BigDecimal sum, long facts) {
        this.fold = fold;
        this.sum = sum;
        this.facts = facts;
    }

    /** Of no facts. */
    static Amount nothing(@Nullable Folding folding) {
        return new Amount(folding == null ? null : folding.start(), BigDecimal.ZERO, 0);
    }

    /** @param fold null where quantities add up, and else decides */
    static Amount of(BigDecimal quantity, byte @Nullable [] fold, long facts) {
        return fold == null
                ? new Amount(null, quantity, facts)
                : new Amount(Fold.fromBytes(fold), BigDecimal.ZERO, facts);
    }

    /** @param sign 1 to add, -1 to take back */
    void count(BigDecimal value, int sign) {
        sum = sign > 0 ? sum.add(value) : sum.subtract(value);
        facts += sign;
    }

    /** @param sign 1 to add, -1 to take back */
    void count(Observation observation, int sign) {
        Fold folded = requireNonNull(fold);
        if (sign > 0) {
            folded.add(observation);
        } else {
            folded.remove(observation);
        }
        facts += sign;
    }

    /** Takes in what {@code other} has, which stays as it is. */
    Amount add(Amount other) {
        sum = sum.add(other.sum);
        facts += other.facts;
        if (fold != null) {
            fold.merge(requireNonNull(other.fold));
        }
        return this;
    }

    Amount copy() {
        return new Amount(fold == null ? null : fold.copy(), sum, facts);
    }

    BigDecimal quantity(TimeWindow window) {
        return fold == null ? sum : fold.result(window).quantity();
    }

    /** Where quantities add up. */
    BigDecimal sum() {
        return sum;
    }

    @Nullable Fold fold() {
        return fold;
    }

    byte @Nullable [] foldBytes() {
        return fold == null ? null : fold.toBytes();
    }

    long facts() {
        return facts;
    }
}
