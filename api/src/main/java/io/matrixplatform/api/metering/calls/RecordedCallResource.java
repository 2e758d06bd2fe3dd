package io.matrixplatform.api.metering.calls;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Required;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls in the raw log over HTTP, by what names them. */
@Path("/v1/usage/calls")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordedCallResource {
    private final RecordedCalls calls;
    private final Tenants tenants;

    public RecordedCallResource(RecordedCalls calls, Tenants tenants) {
        this.calls = calls;
        this.tenants = tenants;
    }

    @GET
    public Found find(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @Required @QueryParam("source") @Nullable String source,
            @Required @QueryParam("event_id") @Nullable String eventId,
            @Required @QueryParam("from") @Nullable Instant from) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        new InvalidFields()
                .parameter(source != null && !source.isEmpty(), "source", "is required")
                .parameter(eventId != null && !eventId.isEmpty(), "event_id", "is required")
                .parameter(from != null, "from", "is required")
                .refuse();
        if (source == null || eventId == null || from == null) {
            throw new AssertionError("refused above");
        }
        return new Found(calls.find(tenant, source, eventId, from));
    }

    /** @param data in the order of the log; empty while there is none */
    public record Found(List<RecordedCall> data) {}
}
