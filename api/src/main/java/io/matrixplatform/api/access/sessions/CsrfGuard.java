package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.CSRF_TOKEN_MISSING;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;

/** Refuses what another site may have made a browser send. */
public final class CsrfGuard {
    public static final String HEADER = "X-CSRF-Token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private CsrfGuard() {}

    /** @throws ProblemException {@code CSRF_TOKEN_MISSING} if the request changes something and does not show the token */
    public static void check(ContainerRequestContext request, SignedIn signedIn) {
        String shown = request.getHeaderString(HEADER);
        if (!SAFE.contains(request.getMethod())
                && (shown == null || !signedIn.csrfToken().matches(shown))) {
            throw new ProblemException(CSRF_TOKEN_MISSING, "send the csrf_token of GET /v1/session as " + HEADER);
        }
    }
}
