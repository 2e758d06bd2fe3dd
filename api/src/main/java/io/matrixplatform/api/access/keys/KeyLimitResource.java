package io.matrixplatform.api.access.keys;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.limits.WantedLimits;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Limits of a key over HTTP; its tenant's. */
@Path("/v1/tenants/{tenant}/api-keys/{key}/limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class KeyLimitResource {
    private final KeyLimits limits;
    private final Tenants tenants;

    public KeyLimitResource(KeyLimits limits, Tenants tenants) {
        this.limits = limits;
        this.tenants = tenants;
    }

    @GET
    public KeyLimitsView get(
            @Auth Caller caller, @PathParam("tenant") TenantId tenant, @PathParam("key") ApiKeyId key) {
        return limits.get(tenants.acting(caller, Scope.KEYS_READ, tenant), key);
    }

    @PUT
    public KeyLimitsView put(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @PathParam("key") ApiKeyId key,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") WantedLimits wanted) {
        tenants.acting(caller, Scope.KEYS_WRITE, tenant);
        return limits.put(caller.actor(), tenant, key, match::demand, wanted);
    }
}
