package io.matrixplatform.api.catalog.plans;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.limits.LimitSet;
import io.matrixplatform.api.access.limits.WantedLimits;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.model.catalog.PlanKey;
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

/** Limits of a plan over HTTP; the operator's. */
@Path("/v1/plans/{plan}/limits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlanLimitResource {
    private final PlanLimits limits;

    public PlanLimitResource(PlanLimits limits) {
        this.limits = limits;
    }

    @GET
    public LimitSet get(@Auth Caller caller, @PathParam("plan") PlanKey plan) {
        caller.demandOperator();
        return limits.get(plan);
    }

    @PUT
    public LimitSet put(
            @Auth Caller caller,
            @PathParam("plan") PlanKey plan,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") WantedLimits wanted) {
        caller.demandOperator();
        return limits.put(caller.actor(), plan, match::demand, wanted);
    }
}
