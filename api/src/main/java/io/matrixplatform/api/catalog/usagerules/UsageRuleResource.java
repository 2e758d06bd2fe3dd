package io.matrixplatform.api.catalog.usagerules;

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

/** Usage rules over HTTP; the operator's. */
@Path("/v1/usage-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UsageRuleResource {
    private final UsageRules rules;
    private final Idempotency idempotency;

    public UsageRuleResource(UsageRules rules, Idempotency idempotency) {
        this.rules = rules;
        this.idempotency = idempotency;
    }

    @GET
    public Page<UsageRule> list(@Auth Caller caller, @BeanParam PageRequest page) {
        caller.demandOperator();
        return rules.list(page);
    }

    @POST
    @Answers(UsageRule.class)
    public Response define(
            @Auth Caller caller,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewUsageRule wanted) {
        caller.demandOperator();
        return idempotency.once(caller.sender(), post, wanted, () -> {
            UsageRule rule = rules.define(caller.actor(), wanted);
            return new Created("/v1/usage-rules/" + rule.model(), rule);
        });
    }

    @GET
    @Path("/{model}")
    public UsageRule get(@Auth Caller caller, @PathParam("model") String model) {
        caller.demandOperator();
        return rules.get(model);
    }

    @PUT
    @Path("/{model}")
    public UsageRule change(
            @Auth Caller caller,
            @PathParam("model") String model,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") WantedRule wanted) {
        caller.demandOperator();
        return rules.change(caller.actor(), model, match, wanted);
    }

    @DELETE
    @Path("/{model}")
    public void retire(@Auth Caller caller, @PathParam("model") String model, @BeanParam IfMatch match) {
        caller.demandOperator();
        rules.retire(caller.actor(), model, match);
    }
}
