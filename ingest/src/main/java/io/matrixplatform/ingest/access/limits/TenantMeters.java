package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Permit.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one tenant: of its subscription, which all keys share, and of each key that has limits of its own. A call is
 * held to both, so one lock is over all of them; nothing is done under it but arithmetic.
 */
final class TenantMeters {
    private static final int FEW_OWNERS = 2;

    private final Map<String, Meters> byOwner = new HashMap<>(FEW_OWNERS);
    private final KeptWindows kept;
    private final @Nullable Now restartedAt;
    private final OpenPermits open = new OpenPermits();
    private boolean isRetired;

    /** @param restartedAt when buckets were empty; null if the edge has not run before */
    TenantMeters(KeptWindows kept, @Nullable Now restartedAt) {
        this.kept = kept;
        this.restartedAt = restartedAt;
    }

    /** @return null if these meters were given up in the meantime: there are others by now */
    synchronized @Nullable Decision admit(Limiter limiter, KnownKey key, Policies policies, Demand demand, Now now) {
        if (isRetired) {
            return null;
        }
        String subscriptionId = policies.subscriptionId();
        Meters shared = shared(subscriptionId, policies, now);
        LimitSet ownLimits = policies.key();
        Meters own = ownLimits == null ? null : own(key.limitOwner(), ownLimits, now);
        Demand fitted = fitted(demand, shared, own);
        Objections objections = new Objections(fitted, policies.isStale(), now);
        objections.ask(shared);
        if (own != null) {
            objections.ask(own);
        }
        if (!objections.isEmpty()) {
            return objections.refusal(readings(shared, own, policies.isStale(), now));
        }
        shared.take(fitted, policies.isStale(), now);
        if (own != null) {
            own.take(fitted, policies.isStale(), now);
        }
        Permit permit = new Permit(
                limiter,
                this,
                new Lease(subscriptionId, shared.policy()),
                own == null ? null : new Lease(key.limitOwner(), own.policy()),
                policies.isStale(),
                fitted,
                limiter.deadline(now));
        open.add(permit);
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
                ownLimits == null ? null : own(key.limitOwner(), ownLimits, now),
                policies.isStale(),
                now);
    }

    /** @return false if it was settled before */
    synchronized boolean settle(Permit permit, Demand actual, Now now) {
        if (permit.isSettled) {
            return false;
        }
        permit.isSettled = true;
        open.remove(permit);
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
        Permit late = open.oldest();
        return late != null && late.deadlineNanos - now.nanos() <= 0 && settle(late, late.reserved, now);
    }

    /** Tells what is used where that is news. */
    synchronized void tell(Consumer<LimitUse> news, Now now) {
        byOwner.forEach((owner, meters) -> meters.news(owner, now).ifPresent(news));
    }

    /**
     * Forgets meters of which nothing is used.
     *
     * @param lastWords gets what was not told of them yet
     * @return whether none are left, after which these are no more
     */
    synchronized boolean retireIdle(Consumer<LimitUse> lastWords, Now now) {
        byOwner.entrySet().removeIf(each -> {
            boolean isIdle = each.getValue().isIdle(now);
            if (isIdle) {
                each.getValue().news(each.getKey(), now).ifPresent(lastWords);
            }
            return isIdle;
        });
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

    private Meters own(String owner, LimitSet limits, Now now) {
        Meters known = byOwner.get(owner);
        if (known == null) {
            known = begin(owner, Policy.ofKey(limits), now);
        } else if (!known.policy().isOf(limits, null)) {
            known.change(Policy.ofKey(limits), now);
        }
        return known;
    }

    private Meters begin(String owner, Policy policy, Now now) {
        Meters fresh = new Meters(policy, now);
        fresh.restore(kept.take(owner), now);
        if (restartedAt != null) {
            fresh.empty(restartedAt, now);
        }
        byOwner.put(owner, fresh);
        return fresh;
    }

    private static Demand fitted(Demand demand, Meters shared, @Nullable Meters own) {
        Demand fitted = demand.fittedTo(shared.policy().mostOutput(demand.input()));
        return own == null ? fitted : fitted.fittedTo(own.policy().mostOutput(demand.input()));
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
}
