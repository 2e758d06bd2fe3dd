package io.matrixplatform.ingest.inference.routes;

import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.model.inference.ApiDialect;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where calls of one model go.
 *
 * @param model the name that callers use
 * @param upstreams in the order they are tried
 * @param contextTokens how much it reads and writes in one call; null if it is not known
 * @param maxOutputTokens how much it writes in one call; null if it is not known
 */
public record ModelRoute(
        String model,
        long version,
        List<Upstream> upstreams,
        @Nullable Long contextTokens,
        @Nullable Long maxOutputTokens,
        Instant createdAt,
        boolean isRetired) {
    public ModelRoute {
        upstreams = List.copyOf(upstreams);
    }

    /** The part of it that calls in a dialect can go. Empty if none of its upstreams speaks it. */
    public Optional<ModelRoute> in(ApiDialect dialect) {
        if (upstreams.stream().allMatch(upstream -> upstream.dialect() == dialect)) {
            return Optional.of(this);
        }
        List<Upstream> speaking = upstreams.stream()
                .filter(upstream -> upstream.dialect() == dialect)
                .toList();
        return speaking.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ModelRoute(model, version, speaking, contextTokens, maxOutputTokens, createdAt, isRetired));
    }

    /** @throws IllegalArgumentException if it leads where it may not: then the route as a whole is not used */
    static ModelRoute of(RouteState state, Reach reach) {
        return new ModelRoute(
                state.getModel(),
                state.getVersion(),
                state.getUpstreams().stream()
                        .map(upstream -> Upstream.of(upstream, reach))
                        .toList(),
                state.getContextTokens(),
                state.getMaxOutputTokens(),
                state.getCreatedAt(),
                state.getRetired());
    }
}
