package io.matrixplatform.api.access.addresses;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.http.IfMatch;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** From where a tenant may be used, over HTTP. */
@Path("/v1/tenants/{tenant}/ip-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IpRuleResource {
    private final AddressGate gate;
    private final Tenants tenants;

    public IpRuleResource(AddressGate gate, Tenants tenants) {
        this.gate = gate;
        this.tenants = tenants;
    }

    @GET
    public IpRules get(@Auth Caller caller, @PathParam("tenant") TenantId tenant) {
        return gate.get(tenants.acting(caller, Scope.SECURITY_READ, tenant));
    }

    /** @param force sets rules that refuse the caller's own address; the operator needs no such leave, being under no rule */
    @PUT
    public IpRules put(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @QueryParam("force") boolean force,
            @BeanParam IfMatch match,
            @Context ContainerRequestContext request,
            @Valid @NotNull(message = "a JSON object is required") WantedIpRules wanted) {
        tenants.acting(caller, Scope.SECURITY_WRITE, tenant);
        if (!force && !(caller instanceof Caller.Operator)) {
            gate.demandNoLockOut(wanted, ClientAddress.of(request));
        }
        return gate.put(caller.actor(), tenant, match::demand, wanted);
    }
}
