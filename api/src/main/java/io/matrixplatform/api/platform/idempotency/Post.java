package io.matrixplatform.api.platform.idempotency;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST as idempotency sees it: where it went, and the key it carries if any. Every POST method takes one. */
public final class Post {
    private static final int MAX_KEY_LENGTH = 255;

    private final @Nullable String key;
    private final String target;

    public Post(@HeaderParam("Idempotency-Key") @Nullable String key, @Context UriInfo uri) {
        this.key = key;
        this.target = uri.getRequestUri().getRawPath()
                + Optional.ofNullable(uri.getRequestUri().getRawQuery())
                        .map(query -> "?" + query)
                        .orElse("");
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
            throw ProblemException.invalidParameter("Idempotency-Key", "from 1 to " + MAX_KEY_LENGTH + " characters");
        }
    }

    Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** Path and query. */
    String target() {
        return target;
    }
}
