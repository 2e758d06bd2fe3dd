package io.matrixplatform.api.access.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

/** A tenant's audit log over HTTP. */
@Path("/v1/tenants/{tenant}/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final AuditLog audit;
    private final Tenants tenants;
    private final ObjectMapper json;

    public AuditResource(AuditLog audit, Tenants tenants, ObjectMapper json) {
        this.audit = audit;
        this.tenants = tenants;
        this.json = json;
    }

    @GET
    public Page<AuditEntry> list(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @BeanParam AuditFilter filter,
            @BeanParam PageRequest page) {
        return audit.list(chain(caller, tenant), filter, page);
    }

    /** One entry per line, oldest first, as the list shows them. */
    @GET
    @Path("/export")
    @Produces(AuditExport.MEDIA_TYPE)
    public StreamingOutput export(
            @Auth Caller caller, @PathParam("tenant") TenantId tenant, @BeanParam AuditFilter filter) {
        return new AuditExport(audit, json, chain(caller, tenant), filter);
    }

    @GET
    @Path("/verification")
    public AuditVerification verification(@Auth Caller caller, @PathParam("tenant") TenantId tenant) {
        return audit.verify(chain(caller, tenant));
    }

    private String chain(Caller caller, TenantId tenant) {
        return AuditLog.chain(tenants.acting(caller, Scope.AUDIT_READ, tenant));
    }
}
