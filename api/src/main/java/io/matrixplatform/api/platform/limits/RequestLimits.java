package io.matrixplatform.api.platform.limits;

import static io.matrixplatform.api.platform.problems.ProblemType.RATE_LIMITED;

import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.buckets.Buckets;
import io.matrixplatform.model.access.buckets.Rate;
import io.matrixplatform.model.access.buckets.Verdict;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.security.Principal;
import java.util.function.LongSupplier;

/**
 * Counts each request once against its caller, after authentication and before anything is done for it; a stream counts when
 * it is opened. Every counted answer tells what is left.
 */
@Priority(Priorities.AUTHENTICATION + 1)
public final class RequestLimits implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String POLICY = "requests";
    private static final String PROPERTY = "matrix.request-limit";

    private final Buckets credentials;
    private final Buckets addresses;

    public RequestLimits(LimitsConfig config, LongSupplier nanos) {
        credentials = new Buckets(config.credential(), config.maxKeys(), nanos);
        addresses = new Buckets(config.address(), config.maxKeys(), nanos);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Principal caller = request.getSecurityContext().getUserPrincipal();
        Buckets buckets = caller == null ? addresses : credentials;
        String key = caller == null ? ClientAddress.of(request).limitKey() : caller.getName();
        Verdict verdict = buckets.take(key);
        request.setProperty(PROPERTY, new Counted(buckets.rate(), verdict));
        if (!verdict.isAllowed()) {
            throw ProblemException.retryAfter(
                    RATE_LIMITED,
                    "at most " + buckets.rate().perMinute() + " requests per minute and "
                            + buckets.rate().burst() + " at once",
                    verdict.untilNext());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof Counted counted) {
            response.getHeaders().putSingle("RateLimit-Policy", counted.policy());
            response.getHeaders().putSingle("RateLimit", counted.state());
        }
    }

    /** As it is told: what the whole limit is, and what is left of it. */
    private record Counted(Rate rate, Verdict verdict) {
        String policy() {
            return "\"" + POLICY + "\";q=" + rate.burst() + ";w=" + rate.refillSeconds();
        }

        String state() {
            return "\"" + POLICY + "\";r=" + verdict.remaining() + ";t="
                    + (verdict.isAllowed() ? 1 : verdict.retryAfterSeconds());
        }
    }
}
