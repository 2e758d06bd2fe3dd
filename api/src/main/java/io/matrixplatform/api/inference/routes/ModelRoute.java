package io.matrixplatform.api.inference.routes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.matrixplatform.api.platform.http.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where calls of a model go.
 *
 * @param model the name that callers use
 * @param version counts its changes, from 1
 * @param upstreams in the order they are tried
 * @param retired true while calls of it go nowhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelRoute(
        String model,
        long version,
        List<Upstream> upstreams,
        @Nullable Long contextTokens,
        @Nullable Long maxOutputTokens,
        Instant createdAt,
        Instant changedAt,
        @JsonIgnore boolean retired)
        implements Versioned {
    public ModelRoute {
        upstreams = List.copyOf(upstreams);
    }

    ModelRoute retiredAt(Instant now) {
        return new ModelRoute(model, version + 1, upstreams, contextTokens, maxOutputTokens, createdAt, now, true);
    }

    /** Of its servers, as they were written. */
    public List<String> addresses() {
        return upstreams.stream()
                .map(upstream -> requireNonNull(upstream.baseUrl()))
                .toList();
    }

    /** As they are stored. */
    public List<String> upstreamTexts() {
        return upstreams.stream().map(Upstream::toJson).toList();
    }
}
