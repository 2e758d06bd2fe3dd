package io.matrixplatform.api.analytics.overview;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How calls ended over HTTP: those of a tenant, or, for the operator who names none, of all of them. */
@Path("/v1/analytics/statuses")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private static final int LEAST = 100;
    private static final int MOST = 599;

    private final Statuses statuses;
    private final Tenants tenants;

    public StatusResource(Statuses statuses, Tenants tenants) {
        this.statuses = statuses;
        this.tenants = tenants;
    }

    @GET
    public StatusReport get(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam TimeRange range,
            @QueryParam("window") @Nullable String window,
            @QueryParam("status") @Nullable Integer status) {
        Whose whose = OverviewResource.whose(tenants, caller, named);
        WindowSize size = OverviewResource.size(window, range);
        if (status != null && (status < LEAST || status > MOST)) {
            throw ProblemException.invalidParameter("status", "from " + LEAST + " to " + MOST);
        }
        return statuses.ask(
                whose,
                range.window(size.step(), size.stepName(), size.longestSpan()),
                size,
                status == null ? OptionalInt.empty() : OptionalInt.of(status));
    }
}
