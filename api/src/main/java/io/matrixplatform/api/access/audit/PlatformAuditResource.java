package io.matrixplatform.api.access.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

/** The audit log of what concerns no tenant; the operator's. */
@Path("/v1/platform/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformAuditResource {
    private final AuditLog audit;
    private final ObjectMapper json;

    public PlatformAuditResource(AuditLog audit, ObjectMapper json) {
        this.audit = audit;
        this.json = json;
    }

    @GET
    public Page<AuditEntry> list(@Auth Caller caller, @BeanParam AuditFilter filter, @BeanParam PageRequest page) {
        caller.demandOperator();
        return audit.list(AuditLog.PLATFORM, filter, page);
    }

    /** One entry per line, oldest first, as the list shows them. */
    @GET
    @Path("/export")
    @Produces(AuditExport.MEDIA_TYPE)
    public StreamingOutput export(@Auth Caller caller, @BeanParam AuditFilter filter) {
        caller.demandOperator();
        return new AuditExport(audit, json, AuditLog.PLATFORM, filter);
    }

    @GET
    @Path("/verification")
    public AuditVerification verification(@Auth Caller caller) {
        caller.demandOperator();
        return audit.verify(AuditLog.PLATFORM);
    }
}
