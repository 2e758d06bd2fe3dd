package io.matrixplatform.api.platform.problems;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Keeps violations from Jersey's own mapper, which is nearer to them than {@link ProblemMapper} and answers HTML. */
public final class ViolationMapper implements ExceptionMapper<ValidationException> {
    private final ProblemMapper problems;

    @Inject
    public ViolationMapper(Provider<ContainerRequestContext> request) {
        problems = new ProblemMapper(request);
    }

    @Override
    public Response toResponse(ValidationException failure) {
        return problems.toResponse(failure);
    }
}
