package io.matrixplatform.model.billing.credits;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credits that may be used from {@code from} until before {@code expires}: usage at the very instant of the expiry comes too
 * late, usage at the very instant of the grant does not.
 *
 * @param priority the lowest number is used first; then the one that expires first, then the older one, then by id
 * @param scope what it may be used for, empty for everything
 * @param expires null if never
 * @param rollover what a reset leaves of it
 */
public record Grant(
        String id,
        BigDecimal amount,
        int priority,
        Set<String> scope,
        Instant from,
        @Nullable Instant expires,
        Rollover rollover) {
    public Grant {
        requireNonNull(id, "id");
        requireNonNull(from, "from");
        requireNonNull(rollover, "rollover");
        scope = Set.copyOf(scope);
        if (amount.signum() < 0) {
            throw new RuleViolation("amount", "not-negative", "a grant is zero or above");
        }
        if (expires != null && !from.isBefore(expires)) {
            throw new RuleViolation("expires", "expires-after-from", "a grant expires after it begins");
        }
    }

    boolean covers(String key) {
        return scope.isEmpty() || scope.contains(key);
    }

    /**
     * What a reset leaves: no more than {@code max} of what was left, and no less than {@code min}, which tops up what is
     * below it. Null is no bound.
     */
    public record Rollover(BigDecimal min, @Nullable BigDecimal max) {
        public static final Rollover ALL = new Rollover(BigDecimal.ZERO, null);

        public Rollover {
            if (min.signum() < 0 || (max != null && max.compareTo(min) < 0)) {
                throw new RuleViolation("rollover", "rollover-range", "0 <= min <= max");
            }
        }

        BigDecimal of(BigDecimal left) {
            BigDecimal kept = max == null ? left : left.min(max);
            return kept.max(min);
        }
    }
}
