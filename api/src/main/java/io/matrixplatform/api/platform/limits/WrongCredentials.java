package io.matrixplatform.api.platform.limits;

import static io.matrixplatform.api.platform.problems.ProblemType.RATE_LIMITED;

import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.buckets.Buckets;
import io.matrixplatform.model.access.buckets.Verdict;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.LongSupplier;

/**
 * Keeps an address from trying credentials: each that was wrong costs it one, and when it has none left no credential of that
 * address is looked at until it has one again. A request without any costs nothing.
 */
@Priority(Priorities.AUTHENTICATION - 1)
public final class WrongCredentials implements ContainerRequestFilter, ContainerResponseFilter {
    private final Buckets addresses;

    public WrongCredentials(LimitsConfig config, LongSupplier nanos) {
        addresses = new Buckets(config.wrongCredential(), config.maxKeys(), nanos);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (hasCredential(request)) {
            Verdict verdict = addresses.look(ClientAddress.of(request).limitKey());
            if (!verdict.isAllowed()) {
                throw ProblemException.retryAfter(
                        RATE_LIMITED, "too many wrong credentials came from this address", verdict.untilNext());
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode() && hasCredential(request)) {
            addresses.take(ClientAddress.of(request).limitKey());
        }
    }

    private static boolean hasCredential(ContainerRequestContext request) {
        return request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    }
}
