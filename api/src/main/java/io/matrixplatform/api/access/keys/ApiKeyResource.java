package io.matrixplatform.api.access.keys;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** API keys over HTTP; the operator's. */
@Path("/v1/tenants/{tenant}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApiKeyResource {
    private final ApiKeys keys;
    private final Tenants tenants;
    private final Idempotency idempotency;

    public ApiKeyResource(ApiKeys keys, Tenants tenants, Idempotency idempotency) {
        this.keys = keys;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @POST
    public Response mint(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewApiKey wanted) {
        caller.demandOperator();
        tenants.get(tenant);
        return idempotency.once(caller.sender(), post, wanted, () -> {
            MintedApiKey minted = keys.mint(caller.actor(), tenant, wanted);
            return new Created(
                    "/v1/tenants/" + tenant + "/api-keys/" + minted.key().id(), minted);
        });
    }

    @GET
    public Page<ApiKey> list(@Auth Caller caller, @PathParam("tenant") TenantId tenant, @BeanParam PageRequest page) {
        caller.demandOperator();
        tenants.get(tenant);
        return keys.list(tenant, page);
    }

    @DELETE
    @Path("/{key}")
    public void revoke(@Auth Caller caller, @PathParam("tenant") TenantId tenant, @PathParam("key") ApiKeyId key) {
        caller.demandOperator();
        tenants.get(tenant);
        keys.revoke(caller.actor(), tenant, key);
    }
}
