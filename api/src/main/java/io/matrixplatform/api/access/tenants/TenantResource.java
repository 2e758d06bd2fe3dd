package io.matrixplatform.api.access.tenants;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Tenants over HTTP; the operator's. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TenantResource {
    private final Tenants tenants;
    private final Idempotency idempotency;

    public TenantResource(Tenants tenants, Idempotency idempotency) {
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(Tenant.class)
    public Response found(
            @Auth Caller caller,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewTenant wanted) {
        caller.demandOperator();
        return idempotency.once(caller.sender(), post, wanted, () -> {
            Tenant tenant = tenants.found(caller.actor(), wanted.name());
            return new Created("/v1/tenants/" + tenant.id(), tenant);
        });
    }

    @GET
    public Page<Tenant> list(@Auth Caller caller, @BeanParam PageRequest page) {
        caller.demandOperator();
        return tenants.list(page);
    }

    @GET
    @Path("/{tenant}")
    public Tenant get(@Auth Caller caller, @PathParam("tenant") TenantId tenant) {
        caller.demandOperator();
        return tenants.get(tenant);
    }
}
