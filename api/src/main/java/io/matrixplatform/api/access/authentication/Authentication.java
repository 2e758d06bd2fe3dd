package io.matrixplatform.api.access.authentication;

import static io.matrixplatform.api.platform.problems.ProblemType.UNAUTHENTICATED;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.keys.ApiKey;
import io.matrixplatform.api.access.keys.ApiKeys;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.ApiKeySecret;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the caller of a request, or refuses it. A key with wrong check digits is refused without a look-up. */
@Priority(Priorities.AUTHENTICATION)
public final class Authentication implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final OperatorToken operator;
    private final ApiKeys keys;

    public Authentication(OperatorToken operator, ApiKeys keys) {
        this.operator = operator;
        this.keys = keys;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = recognise(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> new ProblemException(
                        UNAUTHENTICATED, "send Authorization: Bearer with a valid API key or the operator token"));
        request.setSecurityContext(
                new CallerContext(caller, request.getSecurityContext().isSecure()));
    }

    /** Whoever the header's credential belongs to now; empty when it belongs to nobody, or not any more. */
    public Optional<Caller> recognise(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credential = header.substring(SCHEME.length()).strip();
        if (operator.matches(credential)) {
            return Optional.of(
                    new Caller.Operator(Actor.OPERATOR_TOKEN, new Sender("operator", AnswerSeal.of(credential))));
        }
        return ApiKeySecret.parse(credential).flatMap(keys::recognise).map(key -> tenant(key, credential));
    }

    private static Caller tenant(ApiKey key, String credential) {
        return new Caller.Tenant(
                key.tenantId(),
                key.scopes().stream()
                        .flatMap(scope -> Scope.parse(scope).stream())
                        .collect(Collectors.toSet()),
                new Actor(Actor.Kind.API_KEY, key.id().toString(), key.name()),
                new Sender(key.id().toString(), AnswerSeal.of(credential)));
    }
}
