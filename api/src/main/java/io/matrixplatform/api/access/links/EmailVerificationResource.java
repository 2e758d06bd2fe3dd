package io.matrixplatform.api.access.links;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.attempts.AttemptLimit;
import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.sessions.SignedIn;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.idempotency.Sender;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Proof that a user receives mail at its address. */
@Path("/v1/email-verifications")
@Produces(MediaType.APPLICATION_JSON)
public final class EmailVerificationResource {
    private final Jdbi jdbi;
    private final MailedLinks links;
    private final Attempts attempts;
    private final Idempotency idempotency;

    public EmailVerificationResource(Jdbi jdbi, MailedLinks links, Attempts attempts, Idempotency idempotency) {
        this.jdbi = jdbi;
        this.links = links;
        this.attempts = attempts;
        this.idempotency = idempotency;
    }

    /** Sends whoever is signed in another link, which makes the one before worthless. An idempotency key is not looked at. */
    @POST
    @Answers(value = Void.class, status = 202)
    public Response ask(@Auth Caller caller, @Context ContainerRequestContext request, @BeanParam Post post) {
        User user = SignedIn.of(request).user();
        if (user.emailVerifiedAt() == null) {
            attempts.take(AttemptLimit.MAIL, user.email());
            jdbi.useTransaction(transaction -> links.offerVerification(transaction, user));
        }
        return Response.accepted().build();
    }

    /** Needs no credential but the link that was sent. */
    @POST
    @Path("/{token}")
    public void verify(@PathParam("token") String text, @BeanParam Post post) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(MailedLinks::notValid);
        Sender sender = new Sender("link " + token.hash(), AnswerSeal.of(token.text()));
        idempotency.once(sender, post, Map.of(), () -> {
            links.verify(token);
            return new Created("/v1/session", Map.of());
        });
    }
}
