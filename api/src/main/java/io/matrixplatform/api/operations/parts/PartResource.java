package io.matrixplatform.api.operations.parts;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The state of the parts over HTTP, for the operator. */
@Path("/v1/platform/health")
@Produces(MediaType.APPLICATION_JSON)
public final class PartResource {
    private final Parts parts;

    public PartResource(Parts parts) {
        this.parts = parts;
    }

    /** Answers 200 also when parts are down: it is an answer about them. */
    @GET
    public Parts.Health get(@Auth Caller caller) {
        caller.demandOperator();
        return parts.ask();
    }
}
