package io.matrixplatform.api.billing.subscriptions;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.limits.LimitOwner;
import io.matrixplatform.api.access.limits.LimitSet;
import io.matrixplatform.api.access.limits.LimitSets;
import io.matrixplatform.api.access.limits.WantedLimits;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.model.ids.SubscriptionId;
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

/** Limits agreed for one subscription over HTTP; its tenant sees them, the operator sets them. */
@Path("/v1/tenants/{tenant}/subscriptions/{subscription}/limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SubscriptionLimitResource {
    private final Subscriptions subscriptions;
    private final LimitSets limits;
    private final Tenants tenants;

    public SubscriptionLimitResource(Subscriptions subscriptions, LimitSets limits, Tenants tenants) {
        this.subscriptions = subscriptions;
        this.limits = limits;
        this.tenants = tenants;
    }

    @GET
    public LimitSet get(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") SubscriptionId subscription) {
        return limits.get(owner(tenants.acting(caller, Scope.SUBSCRIPTION_READ, tenant), subscription));
    }

    @PUT
    public LimitSet put(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @PathParam("subscription") SubscriptionId subscription,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") WantedLimits wanted) {
        LimitOwner owner = owner(tenants.acting(caller, Scope.SUBSCRIPTION_WRITE, tenant), subscription);
        caller.demandOperator();
        return limits.put(caller.actor(), owner, match::demand, wanted);
    }

    private LimitOwner owner(TenantId tenant, SubscriptionId subscription) {
        return LimitOwner.of(tenant, subscriptions.get(tenant, subscription).id());
    }
}
