package io.matrixplatform.api.catalog.meters;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Meters over HTTP; a tenant's route. */
@Path("/v1/meters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MeterResource {
    private final Meters meters;
    private final Tenants tenants;
    private final Idempotency idempotency;

    public MeterResource(Meters meters, Tenants tenants, Idempotency idempotency) {
        this.meters = meters;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(Meter.class)
    public Response define(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewMeter wanted) {
        TenantId tenant = tenants.acting(caller, Scope.METERS_WRITE, named);
        return idempotency.once(caller.sender(), post, wanted, () -> {
            Meter meter = meters.define(caller.actor(), tenant, wanted);
            return new Created("/v1/meters/" + meter.key(), meter);
        });
    }

    /** Takes no body. */
    @POST
    @Path("/{key}/archive")
    public Response archive(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("key") MeterKey key,
            @BeanParam Post post) {
        TenantId tenant = tenants.acting(caller, Scope.METERS_WRITE, named);
        return idempotency.once(caller.sender(), post, Map.of(), () -> {
            Meter meter = meters.archive(caller.actor(), tenant, key);
            return new Created("/v1/meters/" + meter.key(), meter);
        });
    }

    @GET
    public Page<Meter> list(
            @Auth Caller caller, @QueryParam("tenant") @Nullable TenantId named, @BeanParam PageRequest page) {
        return meters.list(tenants.acting(caller, Scope.USAGE_READ, named), page);
    }

    @GET
    @Path("/{key}")
    public Meter get(
            @Auth Caller caller, @QueryParam("tenant") @Nullable TenantId named, @PathParam("key") MeterKey key) {
        return meters.get(tenants.acting(caller, Scope.USAGE_READ, named), key);
    }

    @PATCH
    @Path("/{key}")
    public Meter change(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("key") MeterKey key,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") MeterChange wanted) {
        TenantId tenant = tenants.acting(caller, Scope.METERS_WRITE, named);
        return meters.change(caller.actor(), tenant, key, match, wanted);
    }
}
