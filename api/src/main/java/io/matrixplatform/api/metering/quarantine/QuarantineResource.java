package io.matrixplatform.api.metering.quarantine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.http.RowExport;
import io.matrixplatform.api.platform.http.TimeRange;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.time.TimeWindow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's held calls over HTTP. */
@Path("/v1/usage/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public final class QuarantineResource {
    private static final List<String> COLUMNS = List.of(
            "id",
            "state",
            "tenant_id",
            "event_id",
            "source",
            "occurred_at",
            "recorded_at",
            "model",
            "route",
            "status",
            "input_tokens",
            "output_tokens",
            "cached_input_tokens",
            "reasoning_output_tokens",
            "estimated",
            "amends",
            "rule_model",
            "rule_version",
            "reason",
            "detail",
            "decided_at",
            "decided_by",
            "note");

    private final Quarantine quarantine;
    private final Tenants tenants;
    private final ObjectMapper json;

    public QuarantineResource(Quarantine quarantine, Tenants tenants, ObjectMapper json) {
        this.quarantine = quarantine;
        this.tenants = tenants;
        this.json = json;
    }

    @GET
    public QuarantineView list(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam TimeRange range,
            @BeanParam HeldFilter filter,
            @BeanParam PageRequest page) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        return QuarantineView.of(quarantine, tenant, range.window(), filter, page);
    }

    /** Oldest first, as {@code ndjson} or as {@code csv}. */
    @GET
    @Path("/export")
    @Produces({RowExport.NDJSON, RowExport.CSV})
    @Answers(value = String.class, status = 200)
    public Response export(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam TimeRange range,
            @BeanParam HeldFilter filter,
            @QueryParam("format") @Nullable String format) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        return RowExport.<HeldCall>answer(
                json, "quarantine", format, COLUMNS, sink -> quarantine.export(tenant, range.window(), filter, sink));
    }

    /** A page of held calls, newest first; the counts are of the whole time asked about, whatever the filter. */
    public record QuarantineView(
            Instant from,
            Instant to,
            List<HeldCount> counts,
            List<HeldCall> data,
            boolean hasMore,
            @Nullable String nextCursor) {
        static QuarantineView of(
                Quarantine quarantine,
                @Nullable TenantId tenant,
                TimeWindow window,
                HeldFilter filter,
                PageRequest request) {
            Page<HeldCall> page = quarantine.list(tenant, window, filter, request);
            return new QuarantineView(
                    window.start(),
                    window.end(),
                    quarantine.counts(tenant, window),
                    page.data(),
                    page.hasMore(),
                    page.nextCursor());
        }
    }
}
