package io.matrixplatform.api.billing.subscriptions;

import static io.matrixplatform.api.platform.problems.ProblemType.PLAN_BY_AGREEMENT;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.plans.Plan;
import io.matrixplatform.api.catalog.plans.Plans;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.problems.InvalidField;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
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
import java.util.List;

/** Subscriptions over HTTP; a tenant's route. */
@Path("/v1/tenants/{tenant}/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SubscriptionResource {
    private final Subscriptions subscriptions;
    private final Plans plans;
    private final Tenants tenants;
    private final Idempotency idempotency;

    public SubscriptionResource(Subscriptions subscriptions, Plans plans, Tenants tenants, Idempotency idempotency) {
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @GET
    public Page<SubscriptionView> list(
            @Auth Caller caller, @PathParam("tenant") TenantId named, @BeanParam PageRequest page) {
        return subscriptions.list(tenants.acting(caller, Scope.SUBSCRIPTION_READ, named), page);
    }

    @GET
    @Path("/{subscription}")
    public SubscriptionView get(
            @Auth Caller caller, @PathParam("tenant") TenantId named, @PathParam("subscription") SubscriptionId id) {
        return subscriptions.get(tenants.acting(caller, Scope.SUBSCRIPTION_READ, named), id);
    }

    @POST
    @Answers(SubscriptionView.class)
    public Response start(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewSubscription wanted) {
        TenantId tenant = tenants.acting(caller, Scope.SUBSCRIPTION_WRITE, named);
        refuseUnavailable(caller, wanted.plan());
        return idempotency.once(
                caller.sender(), post, wanted, () -> made(tenant, subscriptions.start(caller.actor(), tenant, wanted)));
    }

    @POST
    @Path("/{subscription}/changes")
    @Answers(SubscriptionView.class)
    public Response change(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @PathParam("subscription") SubscriptionId id,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewPlanChange wanted) {
        TenantId tenant = tenants.acting(caller, Scope.SUBSCRIPTION_WRITE, named);
        refuseUnavailable(caller, wanted.plan());
        return idempotency.once(
                caller.sender(),
                post,
                wanted,
                () -> made(tenant, subscriptions.change(caller.actor(), tenant, id, wanted)));
    }

    @POST
    @Path("/{subscription}/cancellation")
    @Answers(SubscriptionView.class)
    public Response cancel(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @PathParam("subscription") SubscriptionId id,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewCancellation wanted) {
        TenantId tenant = tenants.acting(caller, Scope.SUBSCRIPTION_WRITE, named);
        return idempotency.once(
                caller.sender(),
                post,
                wanted,
                () -> made(tenant, subscriptions.cancel(caller.actor(), tenant, id, wanted)));
    }

    private void refuseUnavailable(Caller caller, PlanKey key) {
        Plan plan = plans.find(key)
                .orElseThrow(() ->
                        ProblemException.invalid(List.of(InvalidField.inBody("/plan", "there is no plan " + key))));
        if (!plan.selfService() && !(caller instanceof Caller.Operator)) {
            throw new ProblemException(PLAN_BY_AGREEMENT, "ask the operator for the plan " + plan.name());
        }
    }

    private static Created made(TenantId tenant, SubscriptionView subscription) {
        return new Created("/v1/tenants/" + tenant + "/subscriptions/" + subscription.id(), subscription);
    }
}
