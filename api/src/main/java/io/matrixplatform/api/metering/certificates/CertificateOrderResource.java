package io.matrixplatform.api.metering.certificates;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
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
import org.jspecify.annotations.Nullable;

/** Interim certificates, which cost a reading of the log; the operator's routes. */
@Path("/v1/metering/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CertificateOrderResource {
    private final Certificates certificates;
    private final Tenants tenants;
    private final Idempotency idempotency;

    CertificateOrderResource(Certificates certificates, Tenants tenants, Idempotency idempotency) {
        this.certificates = certificates;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(CertificateOrder.class)
    public Response order(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewInterim wanted) {
        caller.demandOperator();
        TenantId tenant = tenants.acting(caller, Scope.USAGE_READ, named);
        return idempotency.once(caller.sender(), post, wanted, () -> {
            CertificateOrder order = certificates.order(caller.actor(), tenant, wanted);
            return new Created("/v1/metering/certificates/" + order.id(), order);
        });
    }

    @GET
    @Path("/{order}")
    public CertificateOrder get(@Auth Caller caller, @PathParam("order") CertificateId order) {
        caller.demandOperator();
        return certificates.order(order);
    }
}
