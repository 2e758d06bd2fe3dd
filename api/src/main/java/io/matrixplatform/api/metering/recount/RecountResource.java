package io.matrixplatform.api.metering.recount;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Slice;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Recounts over HTTP; a tenant's route. The time is cut at slices, since the ledger cannot be cut finer. */
@Path("/v1/usage/recount")
@Produces(MediaType.APPLICATION_JSON)
public final class RecountResource {
    /** How long the raw log is kept. */
    private static final Duration LONGEST = Duration.ofDays(45);

    private final Recounts recounts;
    private final Tenants tenants;

    public RecountResource(Recounts recounts, Tenants tenants) {
        this.recounts = recounts;
        this.tenants = tenants;
    }

    @GET
    public Recount get(
            @Auth Caller caller, @QueryParam("tenant") @Nullable TenantId named, @BeanParam TimeRange range) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        return recounts.recount(tenant, range.window(Slice.LENGTH, "quarter hour", LONGEST));
    }
}
