package io.matrixplatform.api.metering.fates;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.TimeRange;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What became of the facts of all tenants, over HTTP; for the operator. */
@Path("/v1/metering/fates")
@Produces(MediaType.APPLICATION_JSON)
public final class FateReportResource {
    private final Fates fates;

    public FateReportResource(Fates fates) {
        this.fates = fates;
    }

    @GET
    public Fates.Report get(@Auth Caller caller, @BeanParam TimeRange range) {
        caller.demandOperator();
        return fates.report(range.window());
    }
}
