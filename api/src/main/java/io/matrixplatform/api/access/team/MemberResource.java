package io.matrixplatform.api.access.team;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jdbi.v3.core.Jdbi;

/** The team of a tenant over HTTP. */
@Path("/v1/tenants/{tenant}/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MemberResource {
    private final Jdbi jdbi;
    private final Members members;
    private final Tenants tenants;
    private final Users users;
    private final Idempotency idempotency;

    public MemberResource(Jdbi jdbi, Members members, Tenants tenants, Users users, Idempotency idempotency) {
        this.jdbi = jdbi;
        this.members = members;
        this.tenants = tenants;
        this.users = users;
        this.idempotency = idempotency;
    }

    @GET
    public Page<Member> list(@Auth Caller caller, @PathParam("tenant") TenantId named, @BeanParam PageRequest page) {
        return members.list(tenants.acting(caller, Scope.TEAM_READ, named), page);
    }

    @GET
    @Path("/{user}")
    public Member get(@Auth Caller caller, @PathParam("tenant") TenantId named, @PathParam("user") UserId user) {
        return members.get(tenants.acting(caller, Scope.TEAM_READ, named), user);
    }

    /** Adds a user without asking it: the operator's. A team invites. */
    @POST
    @Answers(Member.class)
    public Response add(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewMember wanted) {
        TenantId tenant = tenants.acting(caller, Scope.TEAM_WRITE, named);
        caller.demandOperator();
        UserId user = users.get(wanted.user()).id();
        return idempotency.once(caller.sender(), post, wanted, () -> {
            Member added = jdbi.inTransaction(
                    transaction -> members.add(transaction, caller.actor(), tenant, user, wanted.role()));
            return new Created("/v1/tenants/" + tenant + "/members/" + user, added);
        });
    }

    @PATCH
    @Path("/{user}")
    public Member changeRole(
            @Auth Caller caller,
            @PathParam("tenant") TenantId named,
            @PathParam("user") UserId user,
            @BeanParam IfMatch ifMatch,
            @Valid @NotNull(message = "a JSON object is required") RoleChange wanted) {
        return members.changeRole(
                caller, tenants.acting(caller, Scope.TEAM_WRITE, named), user, wanted.role(), ifMatch);
    }

    @DELETE
    @Path("/{user}")
    public void remove(@Auth Caller caller, @PathParam("tenant") TenantId named, @PathParam("user") UserId user) {
        members.remove(caller, tenants.acting(caller, Scope.TEAM_WRITE, named), user);
    }

    /** A wanted member. */
    record NewMember(
            @NotNull(message = "is required") UserId user,
            @NotNull(message = "is required") Role role) {}

    /** A wanted role. */
    record RoleChange(@NotNull(message = "is required") Role role) {}
}
