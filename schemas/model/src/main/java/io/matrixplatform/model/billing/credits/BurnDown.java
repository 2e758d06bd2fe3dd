package io.matrixplatform.model.billing.credits;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.billing.credits.Balance.Holding;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Burns credits down by usage.
 *
 * <p>At one instant grants expire first, then resets are made, then grants begin, then usage burns, in the order listed. A
 * grant that has expired is not reset, and neither is one that has not begun before the reset.
 */
public final class BurnDown {
    private static final Comparator<Holding> ORDER = Comparator.comparingInt(
                    (Holding holding) -> holding.grant().priority())
            .thenComparing(holding -> holding.grant().expires(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(holding -> holding.grant().from())
            .thenComparing(holding -> holding.grant().id());

    private BurnDown() {}

    /** @param key what was used, which the scope of a grant must have */
    public record Use(Instant at, String key, BigDecimal amount) {
        public Use {
            requireNonNull(at, "at");
            requireNonNull(key, "key");
            if (amount.signum() < 0) {
                throw new RuleViolation(
                        "amount", "not-negative", "usage is zero or above: give credits back by a grant");
            }
        }
    }

    /** @param uncovered what no grant paid for */
    public record Burned(Use use, List<Part> parts, BigDecimal uncovered) {
        public Burned {
            parts = List.copyOf(parts);
        }
    }

    public record Part(String grant, BigDecimal amount) {}

    /** @param amount above zero for what a grant lost, below zero for what a reset topped up */
    public record Lapse(Instant at, String grant, Reason reason, BigDecimal amount) {
        public enum Reason {
            EXPIRED,
            RESET
        }
    }

    public record Outcome(Balance balance, List<Burned> burned, List<Lapse> lapsed) {
        public Outcome {
            burned = List.copyOf(burned);
            lapsed = List.copyOf(lapsed);
        }
    }

    /**
     * @param uses in any order; those of one instant burn in the order listed
     * @param resets instants at which rollover is applied
     * @param until to where time goes, exclusive
     * @throws RuleViolation {@code inside-window} if something lies outside {@code [start.asOf, until)}
     */
    public static Outcome run(Balance start, List<Use> uses, List<Instant> resets, Instant until) {
        if (until.isBefore(start.asOf())) {
            throw new RuleViolation("until", "until-after-start", "time goes forward");
        }
        List<Moment> moments = new ArrayList<>(uses.size() + resets.size());
        for (int i = 0; i < resets.size(); i++) {
            requireInside(start, resets.get(i), until, "resets/" + i);
            moments.add(new Reset(resets.get(i)));
        }
        for (int i = 0; i < uses.size(); i++) {
            requireInside(start, uses.get(i).at(), until, "usage/" + i + "/at");
            moments.add(new Spend(uses.get(i)));
        }
        // Stable: resets stand before uses, and uses in the order listed.
        moments.sort(Comparator.comparing(Moment::at));
        Run run = new Run(start.holdings());
        for (Moment moment : moments) {
            run.expire(moment.at());
            if (moment instanceof Spend spend) {
                run.burn(spend.use());
            } else {
                run.reset(moment.at());
            }
        }
        // Exclusive: what expires at the end itself expires when time goes on from there.
        run.expireBefore(until);
        run.lapsed.sort(Comparator.comparing(Lapse::at));
        return new Outcome(new Balance(until, run.inOriginalOrder(start)), run.burned, run.lapsed);
    }

    private static void requireInside(Balance start, Instant at, Instant until, String field) {
        if (at.isBefore(start.asOf()) || !at.isBefore(until)) {
            throw new RuleViolation(field, "inside-window", "from " + start.asOf() + " to before " + until);
        }
    }

    private sealed interface Moment {
        Instant at();
    }

    private record Reset(Instant at) implements Moment {}

    private record Spend(Use use) implements Moment {
        @Override
        public Instant at() {
            return use.at();
        }
    }

    /** Lives for one call only. */
    private static final class Run {
        private final List<Holding> holdings;
        private final List<Burned> burned = new ArrayList<>();
        private final List<Lapse> lapsed = new ArrayList<>();

        Run(List<Holding> start) {
            holdings = new ArrayList<>(start);
            holdings.sort(ORDER);
        }

        void expire(Instant at) {
            holdings.removeIf(holding -> holding.expiredAt(at) && lapse(holding));
        }

        void expireBefore(Instant until) {
            holdings.removeIf(holding -> {
                Instant expires = holding.grant().expires();
                return expires != null && expires.isBefore(until) && lapse(holding);
            });
        }

        private boolean lapse(Holding holding) {
            Instant expires = requireNonNull(holding.grant().expires());
            if (holding.left().signum() > 0) {
                lapsed.add(new Lapse(expires, holding.grant().id(), Lapse.Reason.EXPIRED, holding.left()));
            }
            return true;
        }

        void reset(Instant at) {
            holdings.replaceAll(holding -> {
                if (!holding.grant().from().isBefore(at)) {
                    return holding;
                }
                BigDecimal kept = holding.grant().rollover().of(holding.left());
                if (kept.compareTo(holding.left()) != 0) {
                    BigDecimal lost = holding.left().subtract(kept);
                    lapsed.add(new Lapse(at, holding.grant().id(), Lapse.Reason.RESET, lost));
                }
                return new Holding(holding.grant(), kept);
            });
        }

        void burn(Use use) {
            BigDecimal open = use.amount();
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < holdings.size() && open.signum() > 0; i++) {
                Holding holding = holdings.get(i);
                BigDecimal part = holding.left().min(open);
                if (part.signum() > 0
                        && holding.usableAt(use.at())
                        && holding.grant().covers(use.key())) {
                    holdings.set(i, new Holding(holding.grant(), holding.left().subtract(part)));
                    parts.add(new Part(holding.grant().id(), part));
                    open = open.subtract(part);
                }
            }
            burned.add(new Burned(use, parts, open));
        }

        List<Holding> inOriginalOrder(Balance start) {
            Map<String, Integer> positions = new HashMap<>();
            for (Holding holding : start.holdings()) {
                positions.put(holding.grant().id(), positions.size());
            }
            List<Holding> left = new ArrayList<>(holdings);
            left.sort(Comparator.comparing(
                    holding -> positions.get(holding.grant().id())));
            return left;
        }
    }
}
