package io.matrixplatform.api.operations.edges;

import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.LimitSource;
import io.matrixplatform.model.access.limits.WhenStale;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit in force, and what is used of it now at all edges together.
 *
 * @param scope tier and subscription: shared by all keys of the subscription; key: its own
 * @param used null while no edge is heard of
 * @param remaining what would be let through at once; null as {@code used}
 * @param backAt when all of it is back if nothing else is used; null if nothing is used, or if nobody can know
 */
public record LimitUse(
        LimitKind kind,
        long amount,
        long burst,
        WhenStale whenStale,
        LimitSource scope,
        @Nullable Long used,
        @Nullable Long remaining,
        @Nullable Instant backAt) {
    static LimitUse unknown(LimitInForce each) {
        return view(each, null, null);
    }

    /** @param said at the edges that are heard of, of this limit and others */
    static LimitUse of(LimitInForce each, List<Used> said, Instant now) {
        List<Used> ofKind = said.stream()
                .filter(word -> word.kind() == each.limit().kind() && word.at(now) > 0)
                .toList();
        Optional<Instant> back =
                ofKind.stream().map(Used::backAt).filter(Objects::nonNull).max(Instant::compareTo);
        return view(each, ofKind.stream().mapToLong(word -> word.at(now)).sum(), back.orElse(null));
    }

    private static LimitUse view(LimitInForce each, @Nullable Long used, @Nullable Instant backAt) {
        Limit limit = each.limit();
        return new LimitUse(
                limit.kind(),
                limit.amount(),
                limit.burst(),
                limit.whenStale(),
                each.source(),
                used,
                used == null ? null : Long.valueOf(Math.max(0, limit.burst() - used)),
                backAt);
    }
}
