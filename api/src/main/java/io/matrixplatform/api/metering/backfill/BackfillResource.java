package io.matrixplatform.api.metering.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.http.RowExport;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backfills over HTTP; a tenant's routes. Who may define meters may backfill them. */
@Path("/v1/backfills")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BackfillResource {
    private static final List<String> COLUMNS = List.of(
            "tenant",
            "subscription_id",
            "dimensions",
            "slice_start",
            "quantity_before",
            "quantity_after",
            "difference",
            "fact_count_before",
            "fact_count_after");

    private final Backfills backfills;
    private final Tenants tenants;
    private final Idempotency idempotency;
    private final ObjectMapper json;

    BackfillResource(Backfills backfills, Tenants tenants, Idempotency idempotency, ObjectMapper json) {
        this.backfills = backfills;
        this.tenants = tenants;
        this.idempotency = idempotency;
        this.json = json;
    }

    @POST
    @Answers(Backfill.class)
    public Response begin(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewBackfill wanted) {
        TenantId tenant = tenants.acting(caller, Scope.METERS_WRITE, named);
        return idempotency.once(
                caller.sender(), post, wanted, () -> created(backfills.begin(caller.actor(), tenant, wanted)));
    }

    @GET
    public Page<Backfill> list(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @QueryParam("meter") @Nullable MeterKey meter,
            @BeanParam PageRequest page) {
        return backfills.list(tenants.acting(caller, Scope.USAGE_READ, named), meter, page);
    }

    @GET
    @Path("/{backfill}")
    public Backfill get(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("backfill") BackfillId backfill) {
        return backfills.get(tenants.acting(caller, Scope.USAGE_READ, named), backfill);
    }

    @GET
    @Path("/{backfill}/differences")
    public Page<Difference> differences(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("backfill") BackfillId backfill,
            @BeanParam PageRequest page) {
        return backfills.differences(tenants.acting(caller, Scope.USAGE_READ, named), backfill, page);
    }

    /** In order of time, as {@code ndjson} or as {@code csv}. */
    @GET
    @Path("/{backfill}/differences/export")
    @Produces({RowExport.NDJSON, RowExport.CSV})
    @Answers(value = String.class, status = 200)
    public Response export(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("backfill") BackfillId backfill,
            @QueryParam("format") @Nullable String format) {
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        backfills.get(tenant, backfill);
        return RowExport.<Difference>answer(
                json, backfill.toString(), format, COLUMNS, sink -> backfills.export(tenant, backfill, sink));
    }

    /** Takes no body. */
    @POST
    @Path("/{backfill}/apply")
    @Answers(Backfill.class)
    public Response apply(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("backfill") BackfillId backfill,
            @BeanParam Post post) {
        return change(caller, named, backfill, post, backfills::apply);
    }

    /** Takes no body. */
    @POST
    @Path("/{backfill}/reverse")
    @Answers(Backfill.class)
    public Response reverse(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("backfill") BackfillId backfill,
            @BeanParam Post post) {
        return change(caller, named, backfill, post, backfills::reverse);
    }

    /** Takes no body. */
    @POST
    @Path("/{backfill}/abandon")
    @Answers(Backfill.class)
    public Response abandon(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("backfill") BackfillId backfill,
            @BeanParam Post post) {
        return change(caller, named, backfill, post, backfills::abandon);
    }

    private interface Change {
        Backfill make(Actor actor, TenantId tenant, BackfillId backfill);
    }

    private Response change(Caller caller, @Nullable TenantId named, BackfillId backfill, Post post, Change change) {
        TenantId tenant = tenants.acting(caller, Scope.METERS_WRITE, named);
        return idempotency.once(
                caller.sender(), post, Map.of(), () -> created(change.make(caller.actor(), tenant, backfill)));
    }

    private static Created created(Backfill backfill) {
        return new Created("/v1/backfills/" + backfill.id(), backfill);
    }
}
