package io.matrixplatform.api.inference.routes;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Routes of models over HTTP; the operator's. */
@Path("/v1/routes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ModelRouteResource {
    private final ModelRoutes routes;
    private final Idempotency idempotency;

    public ModelRouteResource(ModelRoutes routes, Idempotency idempotency) {
        this.routes = routes;
        this.idempotency = idempotency;
    }

    @GET
    public Page<ModelRoute> list(@Auth Caller caller, @BeanParam PageRequest page) {
        caller.demandOperator();
        return routes.list(page);
    }

    @POST
    @Answers(ModelRoute.class)
    public Response define(
            @Auth Caller caller,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewRoute wanted) {
        caller.demandOperator();
        return idempotency.once(caller.sender(), post, wanted, () -> {
            ModelRoute route = routes.define(caller.actor(), wanted);
            return new Created("/v1/routes/" + route.model(), route);
        });
    }

    @GET
    @Path("/{model}")
    public ModelRoute get(@Auth Caller caller, @PathParam("model") String model) {
        caller.demandOperator();
        return routes.get(model);
    }

    @PUT
    @Path("/{model}")
    public ModelRoute change(
            @Auth Caller caller,
            @PathParam("model") String model,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") WantedRoute wanted) {
        caller.demandOperator();
        return routes.change(caller.actor(), model, match, wanted);
    }

    @DELETE
    @Path("/{model}")
    public void retire(@Auth Caller caller, @PathParam("model") String model, @BeanParam IfMatch match) {
        caller.demandOperator();
        routes.retire(caller.actor(), model, match);
    }
}
