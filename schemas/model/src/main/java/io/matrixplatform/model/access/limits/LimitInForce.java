package io.matrixplatform.model.access.limits;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A limit that calls are held to, and where it was set. */
public record LimitInForce(Limit limit, LimitSource source) {
    public LimitInForce {
        requireNonNull(limit, "limit");
        requireNonNull(source, "source");
    }

    /**
     * What the keys of a subscription share: of each kind what was agreed for the subscription, else the tier's default.
     *
     * @return in order of their kinds
     */
    public static List<LimitInForce> ofSubscription(List<Limit> tier, List<Limit> subscription) {
        Map<LimitKind, LimitInForce> byKind = new EnumMap<>(LimitKind.class);
        tier.forEach(limit -> byKind.put(limit.kind(), new LimitInForce(limit, LimitSource.TIER)));
        subscription.forEach(limit -> byKind.put(limit.kind(), new LimitInForce(limit, LimitSource.SUBSCRIPTION)));
        return List.copyOf(byKind.values());
    }

    /** What a key has of its own: beside what its subscription has, so both must let a call through. */
    public static List<LimitInForce> ofKey(List<Limit> key) {
        Map<LimitKind, LimitInForce> byKind = new EnumMap<>(LimitKind.class);
        key.forEach(limit -> byKind.put(limit.kind(), new LimitInForce(limit, LimitSource.KEY)));
        return List.copyOf(byKind.values());
    }

    /** All that a call of a key is held to: its subscription's, then its own. */
    public static List<LimitInForce> ofCall(List<Limit> tier, List<Limit> subscription, List<Limit> key) {
        List<LimitInForce> all = new ArrayList<>(ofSubscription(tier, subscription));
        all.addAll(ofKey(key));
        return List.copyOf(all);
    }

    /** As in headers, such as {@code rpm}, or {@code key-rpm} for a key's own. */
    public String name() {
        String kind = limit.kind().shortName();
        return source == LimitSource.KEY ? "key-" + kind : kind;
    }
}
