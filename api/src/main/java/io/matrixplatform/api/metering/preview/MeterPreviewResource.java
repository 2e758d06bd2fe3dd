package io.matrixplatform.api.metering.preview;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.NewMeter;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Previews of meters over HTTP; a tenant's route. One that is asked for again is made again: it changes nothing. */
@Path("/v1/meters/preview")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MeterPreviewResource {
    private final MeterPreviews previews;
    private final Tenants tenants;

    public MeterPreviewResource(MeterPreviews previews, Tenants tenants) {
        this.previews = previews;
        this.tenants = tenants;
    }

    @POST
    public MeterPreview preview(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewMeter wanted) {
        return previews.preview(tenants.acting(caller, Scope.METERS_WRITE, named), wanted);
    }
}
