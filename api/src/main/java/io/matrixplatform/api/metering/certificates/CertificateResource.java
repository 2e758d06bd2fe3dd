package io.matrixplatform.api.metering.certificates;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Certificates over HTTP; a tenant's routes. */
@Path("/v1/usage/certificates")
@Produces(MediaType.APPLICATION_JSON)
public final class CertificateResource {
    private final Certificates certificates;
    private final Tenants tenants;

    CertificateResource(Certificates certificates, Tenants tenants) {
        this.certificates = certificates;
        this.tenants = tenants;
    }

    @GET
    public Page<Certificate> list(
            @Auth Caller caller, @QueryParam("tenant") @Nullable TenantId named, @BeanParam PageRequest page) {
        return certificates.list(tenants.acting(caller, Scope.USAGE_READ, named), page);
    }

    @GET
    @Path("/{certificate}")
    public Certificate get(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("certificate") CertificateId certificate) {
        return certificates.get(tenants.acting(caller, Scope.USAGE_READ, named), certificate);
    }

    /** As they were digested: a line feed after each. */
    @GET
    @Path("/{certificate}/leaves")
    @Produces(MediaType.TEXT_PLAIN)
    @Answers(value = String.class, status = 200)
    public Response leaves(
            @Auth Caller caller,
            @QueryParam("tenant") @Nullable TenantId named,
            @PathParam("certificate") CertificateId certificate) {
        CertificateId id = certificates
                .get(tenants.acting(caller, Scope.USAGE_READ, named), certificate)
                .id();
        StreamingOutput lines = out -> {
            try {
                certificates.leaves(id, line -> {
                    try {
                        out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                });
            } catch (UncheckedIOException gone) {
                throw gone.getCause();
            }
        };
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"" + id + ".leaves.txt\"")
                .build();
    }
}
