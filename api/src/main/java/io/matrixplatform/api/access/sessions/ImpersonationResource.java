package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_NOT_FOUND;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.secondfactor.SecondFactors;
import io.matrixplatform.api.access.tenants.Tenant;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Lets a signed-in operator see and do what an owner of a tenant would, with a reason that the tenant can read. */
@Path("/v1/session/impersonation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ImpersonationResource {
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Tenants tenants;
    private final Idempotency idempotency;

    public ImpersonationResource(
            Sessions sessions, SecondFactors secondFactors, Tenants tenants, Idempotency idempotency) {
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(SessionView.class)
    public Response begin(
            @Auth Caller caller,
            @Context ContainerRequestContext request,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") Wanted wanted) {
        SignedIn operator = SignedIn.of(request);
        caller.demandOperator();
        Tenant tenant = tenants.get(wanted.tenantId());
        return idempotency.once(
                caller.sender(),
                post,
                wanted,
                () -> new Created(
                        "/v1/session",
                        SessionView.of(
                                sessions.impersonate(operator, tenant, wanted.reason()),
                                secondFactors.isEnabled(operator.user().id()))));
    }

    @DELETE
    public void end(@Auth Caller caller, @Context ContainerRequestContext request) {
        sessions.endImpersonation(SignedIn.of(request));
    }

    /** Whom to act for, and why. */
    record Wanted(
            @NotNull(message = "is required") String tenant,

            @NotBlank(message = "must not be blank") @Size(max = 500, message = "at most 500 characters") String reason) {
        TenantId tenantId() {
            try {
                return TenantId.parse(tenant);
            } catch (IllegalArgumentException none) {
                throw new ProblemException(TENANT_NOT_FOUND, "there is no tenant " + tenant, none);
            }
        }
    }
}
