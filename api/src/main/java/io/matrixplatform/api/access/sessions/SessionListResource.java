package io.matrixplatform.api.access.sessions;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.model.ids.SessionId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** Where the user is signed in, to be looked at and ended one by one. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionListResource {
    private final Sessions sessions;

    public SessionListResource(Sessions sessions) {
        this.sessions = sessions;
    }

    @GET
    public List<Listed> list(@Auth Caller caller, @Context ContainerRequestContext request) {
        SignedIn signedIn = SignedIn.of(request);
        SessionId current = signedIn.session().id();
        return sessions.list(signedIn.user().id()).stream()
                .map(session -> Listed.of(session, current))
                .toList();
    }

    @DELETE
    @Path("/{session}")
    public void end(
            @Auth Caller caller, @Context ContainerRequestContext request, @PathParam("session") SessionId session) {
        sessions.end(SignedIn.of(request).user(), session);
    }

    /** @param current whether it is the one that asks */
    public record Listed(
            SessionId id,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            String address,
            String userAgent,
            boolean current) {
        static Listed of(Session session, SessionId current) {
            return new Listed(
                    session.id(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.expiresAt(),
                    session.address(),
                    session.userAgent(),
                    session.id().equals(current));
        }
    }
}
