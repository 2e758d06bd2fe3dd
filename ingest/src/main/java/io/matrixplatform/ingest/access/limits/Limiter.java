package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The front door of the limits: may this call begin? Asks memory only, and holds nothing but the short lock of the tenant.
 * Thread-safe.
 */
public final class Limiter {
    /** When to ask again for what is unavailable. */
    static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final LimitTable table;
    private final SteadyTime time;
    private final long permitMaxAgeNanos;
    private final KeptWindows kept;
    private final @Nullable Now restartedAt;
    private final LimiterMetrics metrics;
    private final ConcurrentHashMap<String, TenantMeters> byTenant = new ConcurrentHashMap<>();
    /** What was used and nobody has taken yet, the newest of each owner; written under the lock of its tenant. */
    private final ConcurrentHashMap<String, LimitUse> untold = new ConcurrentHashMap<>();

    private final LongAdder admitted = new LongAdder();
    private final LongAdder settled = new LongAdder();
    private final LongAdder reaped = new LongAdder();
    private final LongAdder inputSettled = new LongAdder();
    private final LongAdder outputSettled = new LongAdder();

    Limiter(LimitTable table, SteadyTime time, LimiterConfig config, KeptWindows kept, LimiterMetrics metrics) {
        this.table = table;
        this.time = time;
        this.permitMaxAgeNanos = config.permitMaxAge().toNanos();
        this.kept = kept;
        this.restartedAt = kept.isOfBefore() ? time.now() : null;
        this.metrics = metrics;
        kept.uses(time.now()).forEach(use -> untold.put(use.owner(), use));
    }

    /** All limits of the call in one step: either each is used, or none is. */
    public Decision admit(KnownKey key, Demand demand) {
        Decision decision = decide(key, demand);
        metrics.count(decision);
        if (decision instanceof Admitted) {
            admitted.increment();
        }
        return decision;
    }

    private Decision decide(KnownKey key, Demand demand) {
        String subscriptionId = key.subscriptionId();
        if (subscriptionId == null) {
            return new Refused(Reason.NO_SUBSCRIPTION, null, Duration.ZERO, List.of());
        }
        while (true) {
            Now now = time.now();
            Policies policies = table.of(key, subscriptionId, now);
            if (policies == null) {
                return new Refused(Reason.UNAVAILABLE, null, TRY_AGAIN, List.of());
            }
            Decision decision = metersOf(key.tenantId()).admit(this, key, policies, demand, now);
            if (decision != null) {
                return decision;
            }
        }
    }

    /** What is left of the limits of a key, for an answer that uses none; nothing where they are not known. */
    public List<Reading> look(KnownKey key) {
        String subscriptionId = key.subscriptionId();
        Now now = time.now();
        Policies policies = subscriptionId == null ? null : table.of(key, subscriptionId, now);
        if (policies == null) {
            return List.of();
        }
        while (true) {
            List<Reading> readings = metersOf(key.tenantId()).look(key, policies, now);
            if (readings != null) {
                return readings;
            }
        }
    }

    private TenantMeters metersOf(String tenantId) {
        TenantMeters known = byTenant.get(tenantId);
        return known == null ? byTenant.computeIfAbsent(tenantId, any -> new TenantMeters(kept, restartedAt)) : known;
    }

    boolean settle(TenantMeters meters, Permit permit, Demand actual) {
        boolean first = meters.settle(permit, actual, time.now());
        if (first) {
            settled.increment();
            inputSettled.add(actual.input());
            outputSettled.add(actual.output());
        }
        return first;
    }

    long deadline(Now now) {
        return now.nanos() + permitMaxAgeNanos;
    }

    /** Ends calls that nobody has ended, and forgets meters of which nothing is used; to be called again and again. */
    public void sweep() {
        byTenant.forEach((tenantId, meters) -> {
            Now now = time.now();
            while (meters.reapOne(now)) {
                settled.increment();
                reaped.increment();
            }
            if (meters.retireIdle(use -> untold.put(use.owner(), use), now)) {
                byTenant.remove(tenantId, meters);
            }
        });
    }

    /**
     * What was used of the limits of every owner that has used something, or given it back, since this was asked last. What
     * time alone gives back is no news.
     */
    public List<LimitUse> takeNews() {
        byTenant.values().forEach(meters -> meters.tell(use -> untold.put(use.owner(), use), time.now()));
        List<LimitUse> news = new ArrayList<>();
        untold.forEach((owner, use) -> {
            if (untold.remove(owner, use)) {
                news.add(use);
            }
        });
        return news;
    }

    /** Writes down what was used of hours and days, so that a restart does not give it back. */
    void keep() {
        Now now = time.now();
        List<KeptWindows.Window> windows = new ArrayList<>(kept.untouched(now));
        byTenant.values().forEach(meters -> meters.keep(windows, now));
        kept.write(windows);
    }

    /** Calls under way. */
    public long permitsOut() {
        return admitted.sum() - settled.sum();
    }

    /** Calls that were ended by {@link #sweep}: each is a fault of whoever should have settled. */
    public long permitsReaped() {
        return reaped.sum();
    }

    /** What calls that have ended came to, of those that {@link #sweep} did not end. */
    Demand tokensSettled() {
        return new Demand(inputSettled.sum(), outputSettled.sum(), false);
    }

    /** Limits of which something is used, or was until the last sweep. */
    public long metersKept() {
        return byTenant.values().stream().mapToLong(TenantMeters::limits).sum();
    }
}
