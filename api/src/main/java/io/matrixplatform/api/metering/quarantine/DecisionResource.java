package io.matrixplatform.api.metering.quarantine;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.metering.quarantine.QuarantineResource.QuarantineView;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
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

/** Held calls of all tenants over HTTP, and what is decided of them; the operator's, since a release costs its tenant money. */
@Path("/v1/metering/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DecisionResource {
    private final Quarantine quarantine;
    private final Idempotency idempotency;

    public DecisionResource(Quarantine quarantine, Idempotency idempotency) {
        this.quarantine = quarantine;
        this.idempotency = idempotency;
    }

    @GET
    public QuarantineView list(
            @Auth Caller caller,
            @BeanParam TimeRange range,
            @BeanParam HeldFilter filter,
            @BeanParam PageRequest page) {
        caller.demandOperator();
        return QuarantineView.of(quarantine, null, range.window(), filter, page);
    }

    @POST
    @Path("/{call}/decision")
    @Answers(HeldCall.class)
    public Response decide(
            @Auth Caller caller,
            @PathParam("call") String call,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewDecision wanted) {
        caller.demandOperator();
        return idempotency.once(
                caller.sender(),
                post,
                wanted,
                () -> new Created("/v1/metering/quarantine/" + call, quarantine.decide(caller.actor(), call, wanted)));
    }
}
