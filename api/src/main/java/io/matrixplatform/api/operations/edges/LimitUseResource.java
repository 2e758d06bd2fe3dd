package io.matrixplatform.api.operations.edges;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.keys.KeyLimits;
import io.matrixplatform.api.access.keys.TenantLimits;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tenant's calls are held to, and what is used of it at this moment. */
@Path("/v1/tenants/{tenant}/limit-use")
@Produces(MediaType.APPLICATION_JSON)
public final class LimitUseResource {
    private final KeyLimits limits;
    private final EdgeReports reports;
    private final Tenants tenants;
    private final InstantSource clock;

    public LimitUseResource(KeyLimits limits, EdgeReports reports, Tenants tenants, InstantSource clock) {
        this.limits = limits;
        this.reports = reports;
        this.tenants = tenants;
        this.clock = clock;
    }

    @GET
    public View get(@Auth Caller caller, @PathParam("tenant") TenantId tenant) {
        TenantLimits inForce = limits.inForce(tenants.acting(caller, Scope.USAGE_READ, tenant));
        List<Edge> heard = reports.heard();
        SubscriptionId subscription = inForce.subscription();
        return new View(
                subscription,
                inForce.plan(),
                heard.stream().map(Edge::heardAt).min(Instant::compareTo).orElse(null),
                subscription == null ? List.of() : uses(heard, subscription.toString(), inForce.shared()),
                inForce.ofKeys().stream()
                        .map(each -> new OfKey(
                                each.key(), uses(heard, each.bucketsOf().toString(), each.limits())))
                        .toList());
    }

    private List<LimitUse> uses(List<Edge> heard, String owner, List<LimitInForce> inForce) {
        Instant now = clock.instant();
        List<Used> said = heard.stream()
                .flatMap(edge -> reports.used(edge, owner).stream())
                .toList();
        return inForce.stream()
                .map(each -> heard.isEmpty() ? LimitUse.unknown(each) : LimitUse.of(each, said, now))
                .toList();
    }

    /**
     * @param subscription in force; null if none is, and then no call is let through
     * @param heardAt when the edge last spoke that has been silent longest of those that are heard of; null if none is
     * @param limits that all keys of the subscription share
     * @param keys those that have limits of their own beside them
     */
    public record View(
            @Nullable SubscriptionId subscription,
            @Nullable PlanKey plan,
            @Nullable Instant heardAt,
            List<LimitUse> limits,
            List<OfKey> keys) {}

    /** The own limits of one key. */
    public record OfKey(ApiKeyId key, List<LimitUse> limits) {}
}
