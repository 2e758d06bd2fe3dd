package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.SESSION_REQUIRED;

import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.team.TenantRole;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A valid session with everything that decides what its user may do.
 *
 * @param roles by the tenants' names; while an operator impersonates a tenant, that of its owner and no other
 */
public record SignedIn(
        Session session, OpaqueToken token, User user, List<TenantRole> roles, Optional<Impersonation> impersonation) {
    private static final String PROPERTY = "matrix.signed-in";

    public SignedIn {
        roles = List.copyOf(roles);
    }

    /** @throws ProblemException {@code SESSION_REQUIRED} if the caller of this request did not sign in */
    public static SignedIn of(ContainerRequestContext request) {
        return find(request).orElseThrow(() -> new ProblemException(SESSION_REQUIRED, "sign in with POST /v1/session"));
    }

    public static Optional<SignedIn> find(ContainerRequestContext request) {
        return Optional.ofNullable((SignedIn) request.getProperty(PROPERTY));
    }

    /** The same with these roles only. */
    public SignedIn with(List<TenantRole> admitted) {
        return new SignedIn(session, token, user, admitted, impersonation);
    }

    public void attachTo(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    /** Whether the session acts as the operator now. */
    boolean actsAsOperator() {
        return user.operator() && impersonation.isEmpty();
    }

    /** What the page must send with whatever changes something. */
    OpaqueToken csrfToken() {
        return token.derive("matrix csrf v1");
    }

    public Caller caller() {
        Sender sender = new Sender(session.id().toString(), AnswerSeal.of(token.text()));
        if (actsAsOperator()) {
            return new Caller.Operator(user.actor(), sender);
        }
        Map<TenantId, Role> byTenant = roles.stream().collect(Collectors.toMap(TenantRole::id, TenantRole::role));
        return new Caller.User(byTenant, user.actor(), sender);
    }
}
