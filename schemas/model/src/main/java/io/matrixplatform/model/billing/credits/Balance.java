package io.matrixplatform.model.billing.credits;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is left of each grant as of an instant: everything before it has happened, nothing at or after it.
 *
 * @param holdings of grants that have not expired, including those still to begin
 */
public record Balance(Instant asOf, List<Holding> holdings) {
    public Balance {
        requireNonNull(asOf, "asOf");
        holdings = List.copyOf(holdings);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < holdings.size(); i++) {
            if (!ids.add(holdings.get(i).grant().id())) {
                throw new RuleViolation("grants/" + i + "/id", "ids-differ", "two grants have one id");
            }
        }
    }

    /** Before anything was used. */
    public static Balance of(Instant asOf, List<Grant> grants) {
        return new Balance(asOf, grants.stream().map(Holding::untouched).toList());
    }

    /** What is left of one grant. */
    public record Holding(Grant grant, BigDecimal left) {
        public Holding {
            requireNonNull(grant, "grant");
            requireNonNull(left, "left");
            if (left.signum() < 0) {
                throw new RuleViolation("left", "not-negative", "what is left is zero or above");
            }
        }

        static Holding untouched(Grant grant) {
            return new Holding(grant, grant.amount());
        }

        boolean usableAt(Instant at) {
            return !at.isBefore(grant.from()) && !expiredAt(at);
        }

        boolean expiredAt(Instant at) {
            Instant expires = grant.expires();
            return expires != null && !at.isBefore(expires);
        }
    }
}
