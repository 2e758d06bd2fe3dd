package io.matrixplatform.api.access.team;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenant;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.access.users.EmailAddress;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.InvitationId;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Open invitations of a tenant over HTTP. */
@Path("/v1/tenants/{tenant}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvitationResource {
    private final Invitations invitations;
    private final Tenants tenants;
    private final Idempotency idempotency;

    public InvitationResource(Invitations invitations, Tenants tenants, Idempotency idempotency) {
        this.invitations = invitations;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(Invitation.class)
    public Response invite(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewInvitation wanted) {
        Tenant tenant = tenants.get(tenants.acting(caller, Scope.TEAM_WRITE, named));
        return idempotency.once(caller.sender(), post, wanted, () -> {
            Invitation sent = invitations.invite(caller, tenant, wanted.email(), wanted.role());
            return new Created("/v1/tenants/" + tenant.id() + "/invitations/" + sent.id(), sent);
        });
    }

    @GET
    public Page<Invitation> list(
            @Auth Caller caller, @PathParam("tenant") TenantId named, @BeanParam PageRequest page) {
        return invitations.list(tenants.acting(caller, Scope.TEAM_READ, named), page);
    }

    @DELETE
    @Path("/{invitation}")
    public void withdraw(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @PathParam("invitation") InvitationId invitation) {
        invitations.withdraw(caller, tenants.acting(caller, Scope.TEAM_WRITE, named), invitation);
    }

    /** Whom to invite, and as what. */
    record NewInvitation(
            @NotNull(message = "is required") EmailAddress email,
            @NotNull(message = "is required") Role role) {}
}
