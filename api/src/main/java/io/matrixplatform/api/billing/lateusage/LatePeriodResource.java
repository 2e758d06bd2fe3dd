package io.matrixplatform.api.billing.lateusage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Late usage by billing period over HTTP; a tenant's route. */
@Path("/v1/usage/late/periods")
@Produces(MediaType.APPLICATION_JSON)
public final class LatePeriodResource {
    private static final Duration LONGEST = Duration.ofDays(800);

    private final LatePeriods periods;
    private final Tenants tenants;
    private final ObjectMapper json;

    public LatePeriodResource(LatePeriods periods, Tenants tenants, ObjectMapper json) {
        this.periods = periods;
        this.tenants = tenants;
        this.json = json;
    }

    @GET
    public View list(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meter") @Nullable MeterKey meter,
            @BeanParam TimeRange range) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        TimeWindow window = windowOf(range);
        return new View(window.start(), window.end(), periods.list(tenant, meter, window));
    }

    @GET
    @Path("/export")
    @Produces(LatePeriodExport.CSV)
    @Answers(value = String.class, status = 200)
    public Response export(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meter") @Nullable MeterKey meter,
            @BeanParam TimeRange range) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        return Response.ok(new LatePeriodExport(periods.list(tenant, meter, windowOf(range)), json))
                .type(LatePeriodExport.CSV)
                .build();
    }

    private static TimeWindow windowOf(TimeRange range) {
        return range.window(Duration.ofSeconds(1), "second", LONGEST);
    }

    /** Periods that share an instant with [from, to). */
    public record View(Instant from, Instant to, List<LatePeriod> data) {}
}
