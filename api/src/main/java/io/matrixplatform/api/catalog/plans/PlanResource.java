package io.matrixplatform.api.catalog.plans;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.model.catalog.PlanKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Plans over HTTP; whoever is signed in sees them, the operator changes them. */
@Path("/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
public final class PlanResource {
    private final Plans plans;

    public PlanResource(Plans plans) {
        this.plans = plans;
    }

    @GET
    public Page<Plan> list(@Auth Caller caller, @BeanParam PageRequest page) {
        return plans.list(page);
    }

    @GET
    @Path("/{plan}")
    public Plan get(@Auth Caller caller, @PathParam("plan") PlanKey plan) {
        caller.demandOperator();
        return plans.get(plan);
    }

    @PATCH
    @Path("/{plan}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Plan change(
            @Auth Caller caller,
            @PathParam("plan") PlanKey plan,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") PlanChange wanted) {
        caller.demandOperator();
        return plans.change(caller.actor(), plan, match, wanted);
    }
}
