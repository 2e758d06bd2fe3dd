package io.matrixplatform.api.access.authentication;

import static io.matrixplatform.api.platform.problems.ProblemType.UNAUTHENTICATED;

import io.matrixplatform.api.access.addresses.AddressGate;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.keys.ApiKey;
import io.matrixplatform.api.access.keys.ApiKeys;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.sessions.CsrfGuard;
import io.matrixplatform.api.access.sessions.SessionCookie;
import io.matrixplatform.api.access.sessions.Sessions;
import io.matrixplatform.api.access.sessions.SignedIn;
import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.ApiKeySecret;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds the caller of a request, or refuses it. An {@code Authorization} header decides alone; without one the session cookie
 * does. A key with wrong check digits is refused without a look-up.
 */
@Priority(Priorities.AUTHENTICATION)
public final class Authentication implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final OperatorToken operator;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final AddressGate gate;

    public Authentication(OperatorToken operator, ApiKeys keys, Sessions sessions, AddressGate gate) {
        this.operator = operator;
        this.keys = keys;
        this.sessions = sessions;
        this.gate = gate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!identify(request)) {
            throw refusal();
        }
    }

    /** The same for routes that anybody may use, and on which it matters who does. */
    ContainerRequestFilter optional() {
        return new OrNobody();
    }

    /**
     * Tells, each time it is asked, whoever the credential of {@code request} belongs to then; empty when it belongs to
     * nobody, or not any more. For what goes on after its request was let in.
     */
    public Supplier<Optional<Caller>> lasting(HttpServletRequest request) {
        ClientAddress client = ClientAddress.of(request);
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return () -> byCredential(header, client);
        }
        Optional<OpaqueToken> token = SessionCookie.read(request);
        return () -> token.flatMap(sessions::recognise)
                .map(signedIn -> admitted(signedIn, client).caller());
    }

    /** False when the request presents nothing that is valid, and no header that claims to be. */
    private boolean identify(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Optional<Caller> caller = header == null
                ? bySession(request)
                : Optional.of(byCredential(header, ClientAddress.of(request)).orElseThrow(Authentication::refusal));
        caller.ifPresent(found -> request.setSecurityContext(
                new CallerContext(found, request.getSecurityContext().isSecure())));
        return caller.isPresent();
    }

    private Optional<Caller> bySession(ContainerRequestContext request) {
        Optional<SignedIn> signedIn = SessionCookie.read(request).flatMap(sessions::recognise);
        signedIn.ifPresent(found -> CsrfGuard.check(request, found));
        return signedIn.map(found -> {
            SignedIn admitted = admitted(found, ClientAddress.of(request));
            admitted.attachTo(request);
            return admitted.caller();
        });
    }

    /** With its roles in the tenants that admit the address. An operator is under no tenant's rules, whomever he acts for. */
    private SignedIn admitted(SignedIn signedIn, ClientAddress client) {
        if (signedIn.user().operator()) {
            return signedIn;
        }
        return signedIn.with(gate.admit(signedIn.roles(), signedIn.user().actor(), client));
    }

    private Optional<Caller> byCredential(String header, ClientAddress client) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credential = header.substring(SCHEME.length()).strip();
        if (operator.matches(credential)) {
            return Optional.of(
                    new Caller.Operator(Actor.OPERATOR_TOKEN, new Sender("operator", AnswerSeal.of(credential))));
        }
        return ApiKeySecret.parse(credential).flatMap(keys::recognise).map(key -> tenant(key, credential, client));
    }

    private Caller tenant(ApiKey key, String credential, ClientAddress client) {
        Actor actor = new Actor(Actor.Kind.API_KEY, key.id().toString(), key.name());
        gate.demand(key.tenantId(), actor, key.addressRules(), client);
        return new Caller.Tenant(
                key.tenantId(),
                key.scopes().stream()
                        .flatMap(scope -> Scope.parse(scope).stream())
                        .collect(Collectors.toSet()),
                actor,
                new Sender(key.id().toString(), AnswerSeal.of(credential)));
    }

    private static ProblemException refusal() {
        return new ProblemException(
                UNAUTHENTICATED, "sign in, or send Authorization: Bearer with a valid API key or the operator token");
    }

    @Priority(Priorities.AUTHENTICATION)
    private final class OrNobody implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            identify(request);
        }
    }
}
