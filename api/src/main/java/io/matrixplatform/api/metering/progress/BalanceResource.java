package io.matrixplatform.api.metering.progress;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came in and what became of it, while metering runs; for the operator. */
@Path("/v1/metering/balance")
@Produces(MediaType.APPLICATION_JSON)
public final class BalanceResource {
    private final ProgressReports reports;

    public BalanceResource(ProgressReports reports) {
        this.reports = reports;
    }

    @GET
    public View get(@Auth Caller caller) {
        caller.demandOperator();
        return reports.balance()
                .map(balance -> new View(
                        balance.checkpointId(),
                        balance.publishedAt(),
                        balance.recordsIn(),
                        balance.unaccounted(),
                        balance.byFate()))
                .orElse(new View(null, null, 0, 0, Map.of()));
    }

    /**
     * @param checkpointId the checkpoint it was so at; null before the job's first word
     * @param unaccounted records without a fate, or less than nothing where some have two
     */
    public record View(
            @Nullable Long checkpointId,
            @Nullable Instant publishedAt,
            long recordsIn,
            long unaccounted,
            Map<String, Long> fates) {}
}
