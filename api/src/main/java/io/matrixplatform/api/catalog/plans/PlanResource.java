package io.matrixplatform.api.catalog.plans;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Plans over HTTP; whoever is signed in sees them. */
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
}
