package io.matrixplatform.api.metering.fates;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conflicts and dead letters over HTTP; a tenant's routes. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class FateResource {
    private final Fates fates;
    private final Tenants tenants;

    public FateResource(Fates fates, Tenants tenants) {
        this.fates = fates;
        this.tenants = tenants;
    }

    @GET
    @Path("/conflicts")
    public ConflictsView conflicts(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam TimeRange range,
            @BeanParam PageRequest page) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        TimeWindow window = range.window();
        Fates.Conflicts found = fates.conflicts(tenant, window, page);
        return new ConflictsView(
                window.start(),
                window.end(),
                found.counts(),
                found.page().data(),
                found.page().hasMore(),
                found.page().nextCursor());
    }

    @GET
    @Path("/dead-letters")
    public DeadLettersView deadLetters(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam TimeRange range,
            @BeanParam PageRequest page) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        TimeWindow window = range.window();
        Fates.DeadFacts found = fates.deadFacts(tenant, window, page);
        return new DeadLettersView(
                window.start(),
                window.end(),
                found.counts(),
                found.reasons(),
                found.page().data(),
                found.page().hasMore(),
                found.page().nextCursor());
    }

    /** A page of conflicts, newest first; the counts are of the whole time asked about. */
    public record ConflictsView(
            Instant from,
            Instant to,
            List<HourCount> counts,
            List<Conflict> data,
            boolean hasMore,
            @Nullable String nextCursor) {}

    /** A page of dead letters, newest first; the counts are of the whole time asked about. */
    public record DeadLettersView(
            Instant from,
            Instant to,
            List<HourCount> counts,
            List<ReasonCount> reasons,
            List<DeadFact> data,
            boolean hasMore,
            @Nullable String nextCursor) {}
}
