package io.matrixplatform.api.metering.progress;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Progress over HTTP, for the operator and every tenant: it tells nothing of anybody. */
@Path("/v1/metering/progress")
@Produces(MediaType.APPLICATION_JSON)
public final class ProgressResource {
    private final ProgressReports reports;
    private final LongSupplier ledgerLag;

    public ProgressResource(ProgressReports reports, LongSupplier ledgerLag) {
        this.reports = reports;
        this.ledgerLag = ledgerLag;
    }

    @GET
    public View get(@Auth Caller caller) {
        caller.demandAnywhere(Scope.USAGE_READ);
        Progress progress = reports.latest();
        return new View(
                progress.processedThrough(), progress.publishedAt(), progress.ledgerThrough(), ledgerLag.getAsLong());
    }

    /** @param projectionLagRecords conclusions in Kafka that are not in PostgreSQL yet */
    public record View(
            @Nullable Instant processedThrough,
            @Nullable Instant publishedAt,
            @Nullable Instant ledgerThrough,
            long projectionLagRecords) {}
}
