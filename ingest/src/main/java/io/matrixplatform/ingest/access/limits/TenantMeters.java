package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Decision.Excess;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.ingest.access.limits.Permit.Lease;
import io.matrixplatform.model.access.limits.LimitInForce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one tenant: of its subscription, which all keys share, and of each key that has limits of its own. A call is
 * held to both, so one lock is over all of them; nothing is done under it but arithmetic.
 */
final class TenantMeters {
    private static final int FEW_OWNERS = 2;

    private final Map<String, Meters> byOwner = new HashMap<>(FEW_OWNERS);
    private final KeptWindows kept;
    private @Nullable Permit oldest;
    private @Nullable Permit newest;
    private boolean isRetired;

    TenantMeters(KeptWindows kept) {
        this.kept = kept;
    }

    /** @return null if these meters were given up in the meantime: there are others by now */
    synchronized @Nullable Decision admit(Limiter limiter, KnownKey key, Policies policies, Demand demand, Now now) {
        if (isRetired) {
            return null;
        }
        String subscriptionId = policies.subscriptionId();
        Meters shared = shared(subscriptionId, policies, now);
        LimitSet ownLimits = policies.key();
        Meters own = ownLimits == null ? null : own(key.keyId(), ownLimits, now);
        Demand fitted = fitted(demand, shared, own);
        Refused refused = refusal(shared, own, fitted, policies.isStale(), now);
        if (refused != null) {
            return refused;
        }
        shared.take(fitted, policies.isStale(), now);
        if (own != null) {
            own.take(fitted, policies.isStale(), now);
        }
        Permit permit = new Permit(
                limiter,
                this,
                new Lease(subscriptionId, shared.policy()),
                own == null ? null : new Lease(key.keyId(), own.policy()),
                policies.isStale(),
                fitted,
                limiter.deadline(now));
        link(permit);
        return new Admitted(permit, readings(shared, own, policies.isStale(), now));
    }

    /** @return null if these meters were given up in the meantime */
    synchronized @Nullable List<Reading> look(KnownKey key, Policies policies, Now now) {
        if (isRetired) {
            return null;
        }
        LimitSet ownLimits = policies.key();
        return readings(
                shared(policies.subscriptionId(), policies, now),
                ownLimits == null ? null : own(key.keyId(), ownLimits, now),
                policies.isStale(),
                now);
    }

    /** @return false if it was settled before */
    synchronized boolean settle(Permit permit, Demand actual, Now now) {
        if (permit.isSettled) {
            return false;
        }
        permit.isSettled = true;
        unlink(permit);
        settle(permit.shared, permit, actual, now);
        Lease own = permit.own;
        if (own != null) {
            settle(own, permit, actual, now);
        }
        return true;
    }

    private void settle(Lease lease, Permit permit, Demand actual, Now now) {
        Meters meters = byOwner.get(lease.owner());
        if (meters == null) {
            throw new IllegalStateException("meters are kept while a call is under way");
        }
        meters.settle(permit.reserved, actual, lease.policy(), permit.wasStale, now);
    }

    /** Settles the oldest permit if its time is over. */
    synchronized boolean reapOne(Now now) {
        Permit late = oldest;
        return late != null && late.deadlineNanos - now.nanos() <= 0 && settle(late, late.reserved, now);
    }

    /**
     * Forgets meters of which nothing is used.
     *
     * @return whether none are left, after which these are no more
     */
    synchronized boolean retireIdle(Now now) {
        byOwner.values().removeIf(meters -> meters.isIdle(now));
        isRetired = byOwner.isEmpty();
        return isRetired;
    }

    /** Adds what is to be kept over a restart. */
    synchronized void keep(List<KeptWindows.Window> into, Now now) {
        byOwner.forEach((owner, meters) -> meters.keep(owner, into, now));
    }

    synchronized int limits() {
        return byOwner.values().stream()
                .mapToInt(meters -> meters.policy().size())
                .sum();
    }

    private Meters shared(String subscriptionId, Policies policies, Now now) {
        Meters known = byOwner.get(subscriptionId);
        if (known == null) {
            known = begin(subscriptionId, policies.shared(), now);
        } else if (!known.policy().isOf(policies.tier(), policies.subscription())) {
            known.change(policies.shared(), now);
        }
        return known;
    }

    private Meters own(String keyId, LimitSet limits, Now now) {
        Meters known = byOwner.get(keyId);
        if (known == null) {
            known = begin(keyId, Policy.ofKey(limits), now);
        } else if (!known.policy().isOf(limits, null)) {
            known.change(Policy.ofKey(limits), now);
        }
        return known;
    }

    private Meters begin(String owner, Policy policy, Now now) {
        Meters fresh = new Meters(policy, now);
        fresh.restore(kept.take(owner), now);
        byOwner.put(owner, fresh);
        return fresh;
    }

    private static Demand fitted(Demand demand, Meters shared, @Nullable Meters own) {
        Demand fitted = demand.fittedTo(shared.policy().mostOutput(demand.input()));
        return own == null ? fitted : fitted.fittedTo(own.policy().mostOutput(demand.input()));
    }

    private static @Nullable Refused refusal(
            Meters shared, @Nullable Meters own, Demand demand, boolean isStale, Now now) {
        Search search = new Search(demand, isStale, now);
        search.over(shared);
        if (own != null) {
            search.over(own);
        }
        return search.refusal(shared, own);
    }

    private static List<Reading> readings(Meters shared, @Nullable Meters own, boolean isStale, Now now) {
        List<Reading> readings = new ArrayList<>(
                shared.policy().size() + (own == null ? 0 : own.policy().size()));
        shared.read(readings, isStale, now);
        if (own != null) {
            own.read(readings, isStale, now);
        }
        return readings;
    }

    private void link(Permit permit) {
        permit.before = newest;
        if (newest == null) {
            oldest = permit;
        } else {
            newest.after = permit;
        }
        newest = permit;
    }

    private void unlink(Permit permit) {
        Permit before = permit.before;
        Permit after = permit.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
        permit.before = null;
        permit.after = null;
    }

    /** The search for the limit that would let a call through last. */
    private static final class Search {
        private final Demand demand;
        private final boolean isStale;
        private final Now now;
        private @Nullable List<LimitInForce> exceeded;
        private @Nullable Meters worst;
        private int worstPlace;
        private long longest;
        private boolean isClosed;

        Search(Demand demand, boolean isStale, Now now) {
            this.demand = demand;
            this.isStale = isStale;
            this.now = now;
        }

        void over(Meters meters) {
            for (int place = 0; place < meters.policy().size(); place++) {
                isClosed |= meters.policy().isClosed(place, isStale);
                long wait = meters.policy().counts(place, isStale) ? meters.waitFor(place, demand, now) : 0;
                if (wait > 0) {
                    note(meters.policy().limit(place));
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

        @Nullable Refused refusal(Meters shared, @Nullable Meters own) {
            if (isClosed) {
                return new Refused(Reason.UNAVAILABLE, null, Limiter.TRY_AGAIN, List.of());
            }
            if (worst == null) {
                return null;
            }
            LimitInForce limit = worst.policy().limit(worstPlace);
            List<LimitInForce> others = new ArrayList<>(exceeded == null ? List.of() : exceeded);
            others.remove(limit);
            boolean isHopeless = longest == Arithmetic.NEVER;
            return new Refused(
                    isHopeless ? Reason.TOO_LARGE : reason(limit),
                    new Excess(
                            limit,
                            worst.used(worstPlace, now),
                            demand.of(limit.limit().kind().counted()),
                            List.copyOf(others)),
                    isHopeless ? Duration.ZERO : Duration.ofNanos(longest),
                    readings(shared, own, isStale, now));
        }

        private static Reason reason(LimitInForce limit) {
            return switch (limit.limit().kind().rule()) {
                case RATE -> Reason.RATE;
                case WINDOW -> Reason.QUOTA;
                case PERMITS -> Reason.CONCURRENCY;
            };
        }
    }
}
