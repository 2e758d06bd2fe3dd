package io.matrixplatform.api.metering.ledger;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usage ledger and the late lane over HTTP; a tenant's routes. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public final class LedgerResource {
    private final Ledger ledger;
    private final Tenants tenants;

    public LedgerResource(Ledger ledger, Tenants tenants) {
        this.ledger = ledger;
        this.tenants = tenants;
    }

    @GET
    @Path("/ledger")
    public Page<LedgerEntry> entries(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meter") @Nullable MeterKey meter,
            @BeanParam TimeRange range,
            @BeanParam PageRequest page) {
        return ledger.entries(tenants.acting(caller, Scope.USAGE_READ, named), meter, range.window(), page);
    }

    @GET
    @Path("/late")
    public Page<LateEntry> late(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meter") @Nullable MeterKey meter,
            @BeanParam TimeRange range,
            @BeanParam PageRequest page) {
        return ledger.late(tenants.acting(caller, Scope.USAGE_READ, named), meter, range.window(), page);
    }

    @GET
    @Path("/ledger/totals")
    public Totals totals(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meter") @Nullable MeterKey meter,
            @BeanParam TimeRange range) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        return new Totals(range.window().start(), range.window().end(), ledger.totals(tenant, meter, range.window()));
    }

    /** Sums per meter over the slices that start in [from, to). */
    public record Totals(Instant from, Instant to, List<MeterTotal> data) {}
}
