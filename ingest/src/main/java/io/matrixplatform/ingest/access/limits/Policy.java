package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.Counted;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.WhenStale;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits that one owner is under, with their arithmetic. Immutable; shared by all subscriptions to a plan as it is. */
final class Policy {
    private static final int NONE = -1;

    private final LimitSet first;
    private final @Nullable LimitSet second;
    private final List<LimitInForce> limits;
    private final Arithmetic[] arithmetic;
    private final Map<LimitKind, Integer> placeOfKind = new EnumMap<>(LimitKind.class);

    private Policy(LimitSet first, @Nullable LimitSet second, List<LimitInForce> limits) {
        this.first = first;
        this.second = second;
        this.limits = limits;
        this.arithmetic =
                limits.stream().map(each -> Arithmetic.of(each.limit())).toArray(Arithmetic[]::new);
        for (int i = 0; i < limits.size(); i++) {
            placeOfKind.put(limits.get(i).limit().kind(), i);
        }
    }

    static Policy ofSubscription(LimitSet tier, @Nullable LimitSet own) {
        return new Policy(
                tier, own, LimitInForce.ofSubscription(tier.limits(), own == null ? List.of() : own.limits()));
    }

    static Policy ofKey(LimitSet own) {
        return new Policy(own, null, LimitInForce.ofKey(own.limits()));
    }

    /** Whether it was made of exactly these. */
    @SuppressWarnings("ReferenceEquality") // the same numbers told again may be another version
    boolean isOf(LimitSet one, @Nullable LimitSet other) {
        return first == one && second == other;
    }

    int size() {
        return arithmetic.length;
    }

    LimitInForce limit(int place) {
        return limits.get(place);
    }

    Counted counted(int place) {
        return limits.get(place).limit().kind().counted();
    }

    Arithmetic arithmetic(int place) {
        return arithmetic[place];
    }

    /** @return negative if it has none of that kind */
    int placeOf(LimitKind kind) {
        return placeOfKind.getOrDefault(kind, NONE);
    }

    /** Whether a limit is kept while the control plane is silent, or is not. */
    boolean counts(int place, boolean isStale) {
        return !isStale || limits.get(place).limit().whenStale() != WhenStale.OPEN;
    }

    /** Whether a limit refuses every call because the control plane is silent. */
    boolean isClosed(int place, boolean isStale) {
        return isStale && limits.get(place).limit().whenStale() == WhenStale.CLOSED;
    }

    /** The most output that could ever be let through beside {@code input}. */
    long mostOutput(long input) {
        return Math.min(burst(LimitKind.OUTPUT_TOKENS_PER_MINUTE), burst(LimitKind.TOKENS_PER_MINUTE) - input);
    }

    private long burst(LimitKind kind) {
        int place = placeOf(kind);
        return place < 0 ? Long.MAX_VALUE : limits.get(place).limit().burst();
    }
}
