package io.matrixplatform.api.platform.problems;

import static io.matrixplatform.api.platform.problems.ProblemType.DEPENDENCY_UNAVAILABLE;
import static io.matrixplatform.api.platform.problems.ProblemType.INTERNAL_ERROR;
import static io.matrixplatform.api.platform.problems.ProblemType.INVALID_FIELD;
import static io.matrixplatform.api.platform.problems.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.matrixplatform.api.platform.requests.RequestIds;
import io.matrixplatform.events.registry.RegistryException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.glassfish.hk2.api.MultiException;
import org.glassfish.jersey.server.ParamException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request ends with into a problem of the catalogue, and logs what a human must see. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final Provider<ContainerRequestContext> request;

    @Inject
    public ProblemMapper(Provider<ContainerRequestContext> request) {
        this.request = request;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        // What the constructor of a parameter throws arrives wrapped by the injection framework.
        Throwable failure =
                thrown instanceof MultiException wrapped ? wrapped.getErrors().get(0) : thrown;
        String requestId = RequestIds.of(request.get());
        if (failure instanceof ProblemException problem) {
            logTemporary(problem.type(), problem, requestId);
            return withRetryAfter(
                    Problem.response(problem.type(), problem.getMessage(), requestId, problem.errors()), problem);
        }
        if (failure instanceof ConstraintViolationException violations) {
            return invalid(Violations.fields(violations), requestId);
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()
                && !isNoJson(mapping.getCause())) {
            return invalid(List.of(Violations.field(mapping)), requestId);
        }
        if (failure instanceof JsonProcessingException) {
            return Problem.response(MALFORMED_REQUEST, "the body is not one JSON value", requestId, List.of());
        }
        if (failure instanceof ParamException parameter && !(parameter instanceof ParamException.PathParamException)) {
            return invalid(List.of(Violations.field(parameter)), requestId);
        }
        if (failure instanceof WebApplicationException web) {
            return fromJaxRs(web, requestId);
        }
        if (failure instanceof ConnectionException || failure instanceof RegistryException) {
            logTemporary(DEPENDENCY_UNAVAILABLE, failure, requestId);
            return Problem.response(DEPENDENCY_UNAVAILABLE, "try again in a moment", requestId, List.of());
        }
        return internalError(failure, requestId);
    }

    /** What the parser stumbled over is no JSON, wherever it stands; what the binding objects is about a value. */
    private static boolean isNoJson(@Nullable Throwable cause) {
        return cause instanceof JsonProcessingException && !(cause instanceof JsonMappingException);
    }

    private static Response withRetryAfter(Response response, ProblemException problem) {
        return problem.retryAfter()
                .map(wait -> Response.fromResponse(response)
                        .header(
                                HttpHeaders.RETRY_AFTER,
                                Math.max(1, wait.plusMillis(999).toSeconds()))
                        .build())
                .orElse(response);
    }

    private static Response invalid(List<InvalidField> errors, @Nullable String requestId) {
        ProblemException problem = ProblemException.invalid(errors);
        return Problem.response(INVALID_FIELD, problem.getMessage(), requestId, errors);
    }

    private static Response fromJaxRs(WebApplicationException web, @Nullable String requestId) {
        Response cause = web.getResponse();
        ProblemType type = ProblemType.ofStatus(cause.getStatus());
        if (type == INTERNAL_ERROR) {
            return internalError(web, requestId);
        }
        Response problem = Problem.response(type, null, requestId, List.of());
        String allowed = cause.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    private static Response internalError(Throwable failure, @Nullable String requestId) {
        LOG.atError().setCause(failure).addKeyValue("requestId", requestId).log("request failed");
        return Problem.response(INTERNAL_ERROR, null, requestId, List.of());
    }

    private static void logTemporary(ProblemType type, Throwable failure, @Nullable String requestId) {
        if (type.isTemporary()) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("problem", type.slug())
                    .log("request not served");
        }
    }
}
