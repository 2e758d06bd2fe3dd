package io.matrixplatform.api.access.links;

import io.matrixplatform.api.access.attempts.AttemptLimit;
import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.users.EmailAddress;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.Executor;

/** A new password for whoever has forgotten the old one. Needs no credential but the link that is sent. */
@Path("/v1/password-resets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PasswordResetResource {
    private final MailedLinks links;
    private final Attempts attempts;
    private final Idempotency idempotency;
    private final Executor background;

    /** @param background where accounts are looked up, so that the time of an answer does not tell who has one */
    public PasswordResetResource(MailedLinks links, Attempts attempts, Idempotency idempotency, Executor background) {
        this.links = links;
        this.attempts = attempts;
        this.idempotency = idempotency;
        this.background = background;
    }

    /**
     * Answers the same whether or not somebody has the address. An idempotency key is not looked at: asking again sends
     * another link, which makes the one before worthless, up to the limit for one address.
     */
    @POST
    @Answers(value = Void.class, status = 202)
    public Response ask(
            @Context ContainerRequestContext request,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") Wanted wanted) {
        attempts.take(AttemptLimit.MAIL_CLIENT, ClientAddress.of(request).limitKey());
        background.execute(() -> offer(wanted.email()));
        return Response.accepted().build();
    }

    @POST
    @Path("/{token}")
    public void reset(
            @PathParam("token") String text,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewPassword wanted) {
        OpaqueToken token = OpaqueToken.parse(text).orElseThrow(MailedLinks::notValid);
        Sender sender = new Sender("link " + token.hash(), AnswerSeal.of(token.text()));
        idempotency.once(sender, post, Map.of(), () -> {
            links.reset(token, wanted.password());
            return new Created("/v1/session", Map.of());
        });
    }

    private void offer(EmailAddress email) {
        try {
            attempts.take(AttemptLimit.MAIL, email.text());
            links.offerReset(email);
        } catch (ProblemException enough) {
            // Nobody is told, or the answer would tell who has an account.
        }
    }

    /** Whose password was forgotten. */
    record Wanted(@NotNull(message = "is required") EmailAddress email) {}

    /** The password that takes the forgotten one's place. */
    record NewPassword(@NotNull(message = "is required") String password) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }
}
