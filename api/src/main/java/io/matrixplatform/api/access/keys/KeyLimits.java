package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.limits.LimitOwner;
import io.matrixplatform.api.access.limits.LimitSet;
import io.matrixplatform.api.access.limits.LimitSets;
import io.matrixplatform.api.access.limits.WantedLimit;
import io.matrixplatform.api.access.limits.WantedLimits;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.LimitSource;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * What keys are limited to: their own limits beside those of the subscription in force. A key's own may say less than the
 * subscription's or what it says nothing about, and never more, which nobody would get. Thread-safe.
 */
public final class KeyLimits {
    private final Jdbi jdbi;
    private final ApiKeys keys;
    private final LimitSets limits;

    public KeyLimits(Jdbi jdbi, ApiKeys keys, LimitSets limits) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.limits = limits;
    }

    /** @throws ProblemException {@code API_KEY_NOT_FOUND} */
    KeyLimitsView get(TenantId tenant, ApiKeyId key) {
        return view(tenant, key, limits.get(owner(tenant, key)));
    }

    /** @throws ProblemException {@code API_KEY_NOT_FOUND}, {@code KEY_EXCEEDS_MAKER}, {@code INVALID_FIELD} */
    KeyLimitsView put(Actor actor, TenantId tenant, ApiKeyId key, LongConsumer demandVersion, WantedLimits wanted) {
        LimitOwner owner = owner(tenant, key);
        keys.demandUnlimited(actor, tenant);
        demandWithin(shared(stamp(tenant), tenant), wanted.limits());
        return view(tenant, key, limits.put(actor, owner, demandVersion, wanted));
    }

    /** What calls of the tenant are held to now, key by key where keys have limits of their own. */
    public TenantLimits inForce(TenantId tenant) {
        TenantStamp stamp = stamp(tenant);
        List<TenantLimits.OfKey> own = new ArrayList<>();
        Map<ApiKeyId, ApiKeyId> usable = keys.usable(tenant);
        limits.ofKeys(tenant).forEach((key, set) -> {
            ApiKeyId first = usable.get(key);
            if (first != null) {
                own.add(new TenantLimits.OfKey(key, first, LimitInForce.ofKey(set)));
            }
        });
        return new TenantLimits(stamp.subscriptionId(), stamp.plan(), shared(stamp, tenant), own);
    }

    private LimitOwner owner(TenantId tenant, ApiKeyId key) {
        return LimitOwner.of(tenant, keys.get(tenant, key).id());
    }

    private static void demandWithin(List<LimitInForce> shared, List<WantedLimit> wanted) {
        Map<LimitKind, Long> most = shared.stream()
                .collect(Collectors.toMap(
                        each -> each.limit().kind(), each -> each.limit().amount()));
        InvalidFields invalid = new InvalidFields();
        for (int i = 0; i < wanted.size(); i++) {
            Long bound = most.get(wanted.get(i).kind());
            invalid.body(
                    bound == null || wanted.get(i).amount() <= bound,
                    "/limits/" + i + "/amount",
                    "its subscription has no more than " + bound);
        }
        invalid.refuse();
    }

    private KeyLimitsView view(TenantId tenant, ApiKeyId key, LimitSet own) {
        TenantStamp stamp = stamp(tenant);
        SubscriptionId subscription = stamp.subscriptionId();
        PlanKey plan = stamp.plan();
        List<KeyLimitsView.InForce> inForce = subscription == null || plan == null
                ? List.of()
                : LimitInForce.ofCall(tier(plan), agreed(tenant, subscription), own.limits()).stream()
                        .map(each -> inForce(each, plan, subscription, key))
                        .toList();
        return new KeyLimitsView(subscription, plan, own.limits(), inForce, own.version());
    }

    private List<LimitInForce> shared(TenantStamp stamp, TenantId tenant) {
        SubscriptionId subscription = stamp.subscriptionId();
        PlanKey plan = stamp.plan();
        return subscription == null || plan == null
                ? List.of()
                : LimitInForce.ofSubscription(tier(plan), agreed(tenant, subscription));
    }

    private List<Limit> tier(PlanKey plan) {
        return limits.get(LimitOwner.of(plan)).limits();
    }

    private List<Limit> agreed(TenantId tenant, SubscriptionId subscription) {
        return limits.get(LimitOwner.of(tenant, subscription)).limits();
    }

    private TenantStamp stamp(TenantId tenant) {
        return jdbi.withExtension(SubscriptionStampDao.class, dao -> dao.find(tenant))
                .orElseThrow(() -> new IllegalStateException("a key has a tenant"));
    }

    private static KeyLimitsView.InForce inForce(
            LimitInForce each, PlanKey plan, SubscriptionId subscription, ApiKeyId key) {
        Limit limit = each.limit();
        return new KeyLimitsView.InForce(
                limit.kind(),
                limit.amount(),
                limit.burst(),
                limit.whenStale(),
                each.source(),
                setOn(each.source(), plan, subscription, key));
    }

    private static String setOn(LimitSource source, PlanKey plan, SubscriptionId subscription, ApiKeyId key) {
        return switch (source) {
            case TIER -> plan.value();
            case SUBSCRIPTION -> subscription.toString();
            case KEY -> key.toString();
        };
    }
}
