package io.matrixplatform.api.access.sessions;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.secondfactor.SecondFactors;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.api.platform.problems.InvalidFields;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jdbi.v3.core.Jdbi;

/** The session of whoever uses the console: sign in, look, sign out; and the account behind it. */
@Path("/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final Jdbi jdbi;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Users users;
    private final SecondFactors secondFactors;

    public SessionResource(Jdbi jdbi, SignIn signIn, Sessions sessions, Users users, SecondFactors secondFactors) {
        this.jdbi = jdbi;
        this.signIn = signIn;
        this.sessions = sessions;
        this.users = users;
        this.secondFactors = secondFactors;
    }

    /** Signs in. An idempotency key is not looked at: each sign-in is a session of its own, which ends the one before. */
    @POST
    @Answers(SessionView.class)
    public Response signIn(
            @Context ContainerRequestContext request,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") SignInRequest wanted) {
        Device device = Device.of(request);
        SignedIn signedIn = signIn.enter(wanted, device, SessionCookie.read(request));
        return Response.created(URI.create("/v1/session"))
                .cookie(SessionCookie.holding(
                        signedIn.token(),
                        sessions.config().lifetime(),
                        device.address().encrypted()))
                .cacheControl(noStore())
                .entity(view(signedIn))
                .build();
    }

    @GET
    @Answers(value = SessionView.class, status = 200)
    public Response get(@Auth Caller caller, @Context ContainerRequestContext request) {
        return Response.ok(view(SignedIn.of(request))).cacheControl(noStore()).build();
    }

    @DELETE
    @Answers(value = Void.class, status = 204)
    public Response signOut(@Auth Caller caller, @Context ContainerRequestContext request) {
        SignedIn signedIn = SignedIn.of(request);
        sessions.end(signedIn.user(), signedIn.session().id());
        return Response.noContent()
                .cookie(SessionCookie.gone(Device.of(request).address().encrypted()))
                .build();
    }

    /** Changes the password, and signs the user out everywhere else. */
    @PUT
    @Path("/password")
    public void changePassword(
            @Auth Caller caller,
            @Context ContainerRequestContext request,
            @Valid @NotNull(message = "a JSON object is required") PasswordChange wanted) {
        SignedIn signedIn = SignedIn.of(request);
        User user = signedIn.user();
        new InvalidFields()
                .body(signIn.confirms(user, wanted.current(), Device.of(request)), "/current", "is wrong")
                .refuse();
        jdbi.useTransaction(transaction -> {
            users.setPassword(transaction, user, wanted.password(), "/password");
            sessions.endOthers(transaction, signedIn);
        });
    }

    @PATCH
    @Path("/user")
    public SessionView.UserView rename(
            @Auth Caller caller,
            @Context ContainerRequestContext request,
            @Valid @NotNull(message = "a JSON object is required") Renaming wanted) {
        User renamed = users.rename(SignedIn.of(request).user(), wanted.name());
        return SessionView.UserView.of(renamed, secondFactors.isEnabled(renamed.id()));
    }

    private SessionView view(SignedIn signedIn) {
        return SessionView.of(signedIn, secondFactors.isEnabled(signedIn.user().id()));
    }

    private static CacheControl noStore() {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        noStore.setNoTransform(false);
        return noStore;
    }

    /** A wanted name. */
    record Renaming(
            @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String name) {}

    /** A wanted password, and the one it replaces. */
    record PasswordChange(
            @NotNull(message = "is required") String current,
            @NotNull(message = "is required") String password) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }
}
