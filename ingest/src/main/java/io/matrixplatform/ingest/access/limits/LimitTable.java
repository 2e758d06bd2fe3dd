package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.Shared;
import io.matrixplatform.ingest.access.StateTable;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.WhenStale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of every plan, subscription and key, for reading on the hot path. Written by one thread, read by any. */
public final class LimitTable implements StateTable {
    private static final Logger LOG = LoggerFactory.getLogger(LimitTable.class);
    private static final String PLAN = "plan/";
    private static final String SUBSCRIPTION = "subscription/";
    private static final String KEY = "key/";
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration AGES = Duration.ofDays(36_500);

    private final RecordDecoder<LimitState> decoder;
    private final SteadyTime time;
    private final long staleAfterNanos;
    private final Shared<List<Limit>> shared = new Shared<>();
    private final Map<String, Tier> plans = new ConcurrentHashMap<>();
    private final Map<String, LimitSet> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, LimitSet> keys = new ConcurrentHashMap<>();
    private volatile long fedAtNanos;
    private volatile boolean wasFed;

    public LimitTable(RecordDecoder<LimitState> decoder, SteadyTime time, LimiterConfig config) {
        this.decoder = decoder;
        this.time = time;
        this.staleAfterNanos = config.staleAfter().toNanos();
    }

    /** A plan's limits, and the policy of a subscription that has no others. */
    private record Tier(LimitSet limits, Policy alone) {
        static Tier of(LimitSet limits) {
            return new Tier(limits, Policy.ofSubscription(limits, null));
        }
    }

    @Override
    public Topic topic() {
        return Topics.ACCESS_LIMIT_STATE;
    }

    @Override
    public boolean apply(String key, byte @Nullable [] value, Instant writtenAt) {
        if (key.equals(HEARTBEAT)) {
            noteHeartbeat(writtenAt);
            return false;
        }
        if (value == null) {
            return forget(key);
        }
        try {
            return put(key, LimitSet.of(decoder.decode(value), shared));
        } catch (UndecodableException | IllegalArgumentException unreadable) {
            LOG.atError()
                    .setCause(unreadable)
                    .addKeyValue("of", key)
                    .log("limits cannot be read; the table keeps what it had");
            return false;
        }
    }

    /**
     * What a call of {@code key} is held to, all from one look.
     *
     * @return null if the limits of its plan are not known, or its plan is not
     */
    @Nullable Policies of(KnownKey key, String subscriptionId, Now now) {
        String plan = key.plan();
        Tier tier = plan == null ? null : plans.get(plan);
        return tier == null
                ? null
                : new Policies(
                        subscriptionId,
                        tier.limits,
                        subscriptions.get(subscriptionId),
                        keys.get(key.keyId()),
                        tier.alone,
                        isStale(now));
    }

    private boolean isStale(Now now) {
        return !wasFed || now.nanos() - fedAtNanos > staleAfterNanos;
    }

    /** How long ago the last heartbeat was written; a century while there was none. */
    public Duration age() {
        return wasFed ? Duration.ofNanos(Math.max(0, time.now().nanos() - fedAtNanos)) : AGES;
    }

    /** How many limits do {@code policy} while the control plane is silent. */
    public long count(WhenStale policy) {
        return Stream.of(
                        plans.values().stream().map(Tier::limits),
                        subscriptions.values().stream(),
                        keys.values().stream())
                .flatMap(sets -> sets)
                .flatMap(set -> set.limits().stream())
                .filter(limit -> limit.whenStale() == policy)
                .count();
    }

    /** From then on the age is measured by the monotonic clock. */
    private void noteHeartbeat(Instant writtenAt) {
        Now now = time.now();
        long fed = now.nanos() - Math.max(0, now.utcMillis() - writtenAt.toEpochMilli()) * NANOS_PER_MILLI;
        if (!wasFed || fed - fedAtNanos > 0) {
            fedAtNanos = fed;
            wasFed = true;
        }
    }

    boolean put(String key, LimitSet set) {
        if (key.startsWith(PLAN)) {
            return put(plans, key.substring(PLAN.length()), Tier.of(set), Tier::limits);
        }
        if (key.startsWith(SUBSCRIPTION)) {
            return put(subscriptions, key.substring(SUBSCRIPTION.length()), set, same -> same);
        }
        if (key.startsWith(KEY)) {
            return put(keys, key.substring(KEY.length()), set, same -> same);
        }
        throw new IllegalArgumentException("limits of what is neither plan nor subscription nor key");
    }

    private static <T> boolean put(Map<String, T> table, String id, T next, Function<T, LimitSet> limits) {
        T known = table.get(id);
        if (known != null && limits.apply(next).version() < limits.apply(known).version()) {
            return false;
        }
        table.put(id, next);
        return true;
    }

    private boolean forget(String key) {
        if (key.startsWith(PLAN)) {
            return plans.remove(key.substring(PLAN.length())) != null;
        }
        if (key.startsWith(SUBSCRIPTION)) {
            return subscriptions.remove(key.substring(SUBSCRIPTION.length())) != null;
        }
        return key.startsWith(KEY) && keys.remove(key.substring(KEY.length())) != null;
    }
}
