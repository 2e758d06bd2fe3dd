package io.matrixplatform.api.metering.usage;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.platform.http.Required;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage over HTTP; a tenant's route. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class UsageResource {
    private final UsageQueries usage;
    private final Meters meters;
    private final Tenants tenants;

    public UsageResource(UsageQueries usage, Meters meters, Tenants tenants) {
        this.usage = usage;
        this.meters = meters;
        this.tenants = tenants;
    }

    @GET
    public UsageReport get(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @Required @QueryParam("meter") @Nullable MeterKey key,
            @BeanParam TimeRange range,
            @QueryParam("window") @DefaultValue("total") String window,
            @QueryParam("group_by") @Nullable String groupBy,
            @QueryParam("filter") List<String> filter) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        if (key == null) {
            throw ProblemException.invalidParameter("meter", "is required");
        }
        Meter meter = meters.get(tenant, key);
        WindowSize size = size(window);
        return usage.ask(new UsageQuery(
                tenant,
                meter,
                range.window(size.step(), size.stepName(), size.longestSpan()),
                size,
                UsageQuery.readGroupBy(meter, groupBy),
                UsageQuery.readFilter(meter, filter)));
    }

    private static WindowSize size(String window) {
        try {
            return WindowSize.parse(window);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalidParameter("window", String.valueOf(unknown.getMessage()));
        }
    }
}
