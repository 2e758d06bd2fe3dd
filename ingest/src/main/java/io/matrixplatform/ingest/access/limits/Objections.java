package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.ingest.access.limits.Decision.Excess;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.model.access.limits.LimitInForce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which limits refuse a call, and which of them would let it through last. Looks and changes nothing. */
final class Objections {
    private final Demand demand;
    private final boolean isStale;
    private final Now now;
    private @Nullable List<LimitInForce> exceeded;
    private @Nullable Meters worst;
    private int worstPlace;
    private long longest;
    private boolean isClosed;

    Objections(Demand demand, boolean isStale, Now now) {
        this.demand = demand;
        this.isStale = isStale;
        this.now = now;
    }

    /** Asks all limits of one owner. */
    void ask(Meters meters) {
        Policy policy = meters.policy();
        for (int place = 0; place < policy.size(); place++) {
            isClosed |= policy.isClosed(place, isStale);
            long wait = policy.counts(place, isStale) ? meters.waitFor(place, demand, now) : 0;
            if (wait > 0) {
                note(policy.limit(place));
            }
            if (wait > longest) {
                longest = wait;
                worst = meters;
                worstPlace = place;
            }
        }
    }

    /** There is seldom anything to note. */
    private void note(LimitInForce limit) {
        List<LimitInForce> noted = exceeded;
        if (noted == null) {
            noted = new ArrayList<>();
            exceeded = noted;
        }
        noted.add(limit);
    }

    boolean isEmpty() {
        return worst == null && !isClosed;
    }

    /** @param readings of all that was asked */
    Refused refusal(List<Reading> readings) {
        Meters refusing = worst;
        if (isClosed || refusing == null) {
            return new Refused(Reason.UNAVAILABLE, null, Limiter.TRY_AGAIN, List.of());
        }
        LimitInForce limit = refusing.policy().limit(worstPlace);
        List<LimitInForce> others = new ArrayList<>(exceeded == null ? List.of() : exceeded);
        others.remove(limit);
        boolean isHopeless = longest == Arithmetic.NEVER;
        return new Refused(
                isHopeless ? Reason.TOO_LARGE : reason(limit),
                new Excess(
                        limit,
                        refusing.used(worstPlace, now),
                        demand.of(limit.limit().kind().counted()),
                        List.copyOf(others)),
                isHopeless ? Duration.ZERO : Duration.ofNanos(longest),
                readings);
    }

    private static Reason reason(LimitInForce limit) {
        return switch (limit.limit().kind().rule()) {
            case RATE -> Reason.RATE;
            case WINDOW -> Reason.QUOTA;
            case PERMITS -> Reason.CONCURRENCY;
        };
    }
}
