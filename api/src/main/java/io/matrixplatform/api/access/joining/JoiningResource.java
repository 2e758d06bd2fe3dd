package io.matrixplatform.api.access.joining;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.sessions.SignedIn;
import io.matrixplatform.api.access.team.Invitation;
import io.matrixplatform.api.access.team.Invitations;
import io.matrixplatform.api.access.team.Member;
import io.matrixplatform.api.access.tenants.Tenant;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An invitation, for the person that it was sent to. Needs no credential but the link; an account that is there, a session. */
@Path("/v1/invitations/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class JoiningResource {
    private final Invitations invitations;
    private final Tenants tenants;
    private final Idempotency idempotency;

    public JoiningResource(Invitations invitations, Tenants tenants, Idempotency idempotency) {
        this.invitations = invitations;
        this.tenants = tenants;
        this.idempotency = idempotency;
    }

    @GET
    public Offer get(@PathParam("token") String text) {
        Invitation invitation = invitations.get(read(text));
        Tenant tenant = tenants.get(invitation.tenantId());
        return new Offer(
                new Offer.Into(tenant.id(), tenant.name()),
                invitation.email(),
                invitation.role(),
                invitation.invitedBy(),
                invitation.expiresAt(),
                invitations.hasAccount(invitation));
    }

    /** Joins: whoever is signed in with the account that is there, anybody else with the new one that the body is about. */
    @POST
    @Path("/acceptance")
    @Answers(Member.class)
    public Response accept(
            @Auth Optional<Caller> caller,
            @Context ContainerRequestContext request,
            @PathParam("token") String text,
            @BeanParam Post post,
            @Valid @Nullable Acceptance wanted) {
        OpaqueToken token = read(text);
        Optional<SignedIn> signedIn = SignedIn.find(request);
        Sender sender = new Sender("invitation " + token.hash(), AnswerSeal.of(token.text()));
        return idempotency.once(sender, post, Map.of(), () -> {
            Member member = signedIn.map(found -> invitations.accept(token, found.user()))
                    .orElseGet(() -> acceptAsNew(token, wanted));
            return new Created("/v1/session", member);
        });
    }

    private Member acceptAsNew(OpaqueToken token, @Nullable Acceptance wanted) {
        String name = wanted == null || wanted.name() == null ? "" : wanted.name();
        String password = wanted == null || wanted.password() == null ? "" : wanted.password();
        new InvalidFields()
                .body(!name.isBlank(), "/name", "is required, unless you are signed in")
                .body(!password.isEmpty(), "/password", "is required, unless you are signed in")
                .refuse();
        return invitations.acceptAsNew(token, name, password);
    }

    private static OpaqueToken read(String text) {
        return OpaqueToken.parse(text).orElseThrow(Invitations::notFound);
    }

    /** @param hasAccount whether the invited person has an account to sign in with */
    public record Offer(Into tenant, String email, Role role, String invitedBy, Instant expiresAt, boolean hasAccount) {
        /** Whose team it is. */
        public record Into(TenantId id, String name) {}
    }

    /** The account that is to be made; nothing of it is needed by somebody who is signed in. */
    record Acceptance(
            @Size(max = 200, message = "at most 200 characters") @Nullable String name,

            @Nullable String password) {
        @Override
        public String toString() {
            return "Acceptance";
        }
    }
}
