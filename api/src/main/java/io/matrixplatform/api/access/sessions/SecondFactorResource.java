package io.matrixplatform.api.access.sessions;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.secondfactor.Enrolment;
import io.matrixplatform.api.access.secondfactor.SecondFactors;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The second factor of whoever is signed in. */
@Path("/v1/session/totp")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
    private static final String PATH = "/v1/session/totp";

    private final SecondFactors secondFactors;
    private final Idempotency idempotency;

    public SecondFactorResource(SecondFactors secondFactors, Idempotency idempotency) {
        this.secondFactors = secondFactors;
        this.idempotency = idempotency;
    }

    /** Makes a secret; it counts once a code of it was confirmed, and until then another may replace it. */
    @POST
    @Answers(Enrolment.class)
    public Response begin(@Auth Caller caller, @Context ContainerRequestContext request, @BeanParam Post post) {
        SignedIn signedIn = SignedIn.of(request);
        return idempotency.once(
                caller.sender(), post, Map.of(), () -> new Created(PATH, secondFactors.begin(signedIn.user())));
    }

    @POST
    @Path("/confirmation")
    @Answers(RecoveryCodes.class)
    public Response confirm(
            @Auth Caller caller,
            @Context ContainerRequestContext request,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") Confirmation wanted) {
        SignedIn signedIn = SignedIn.of(request);
        return idempotency.once(
                caller.sender(),
                post,
                wanted,
                () -> new Created(PATH, new RecoveryCodes(secondFactors.confirm(signedIn.user(), wanted.code()))));
    }

    /** @param code of the app or for recovery: a session that was left open cannot take the second factor away */
    @DELETE
    public void remove(
            @Auth Caller caller, @Context ContainerRequestContext request, @QueryParam("code") @Nullable String code) {
        SignedIn signedIn = SignedIn.of(request);
        if (code == null) {
            throw ProblemException.invalidParameter("code", "is required");
        }
        secondFactors.remove(signedIn.user(), code);
    }

    /** A code of the app. */
    record Confirmation(@NotNull(message = "is required") String code) {}

    /** Each signs in once without the app; shown once. */
    record RecoveryCodes(List<String> recoveryCodes) {}
}
