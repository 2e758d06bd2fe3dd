package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.SECOND_FACTOR_REQUIRED;
import static io.matrixplatform.api.platform.problems.ProblemType.WRONG_CREDENTIALS;

import io.matrixplatform.api.access.addresses.AddressGate;
import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.secondfactor.SecondFactors;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.team.TenantRole;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.platform.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Lets in who knows the password and, where one is set up, has the second factor. Thread-safe. */
public final class SignIn {
    private final Jdbi jdbi;
    private final Users users;
    private final SecondFactors secondFactors;
    private final Guesses guesses;
    private final AddressGate gate;
    private final Sessions sessions;
    private final AuditLog audit;

    public SignIn(
            Jdbi jdbi,
            Users users,
            SecondFactors secondFactors,
            Attempts attempts,
            AddressGate gate,
            Sessions sessions,
            AuditLog audit) {
        this.jdbi = jdbi;
        this.users = users;
        this.secondFactors = secondFactors;
        this.guesses = new Guesses(attempts);
        this.gate = gate;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * @param former the token that the client presented, if any: its session ends
     * @throws ProblemException {@code WRONG_CREDENTIALS}, {@code SECOND_FACTOR_REQUIRED}, {@code TOO_MANY_ATTEMPTS},
     *     {@code IP_NOT_ALLOWED} if none of the user's tenants admits the address, {@code SIGN_IN_BUSY}
     */
    SignedIn enter(SignInRequest wanted, Device device, Optional<OpaqueToken> former) {
        User user = recognise(wanted, device);
        if (secondFactors.isEnabled(user.id())) {
            if (wanted.code() == null || wanted.code().isBlank()) {
                throw new ProblemException(SECOND_FACTOR_REQUIRED, "send the code of the authenticator app as well");
            }
            if (!secondFactors.accepts(user, wanted.code())) {
                rememberRefusal(user, device);
                throw wrong();
            }
        }
        List<TenantRole> admitted = admittedRoles(user, device);
        return sessions.begin(user, device, former).with(admitted);
    }

    /** Whether {@code password} is that of the user, who is signed in already; guesses count as at sign-in. */
    boolean confirms(User user, String password, Device device) {
        return guesses.count(user.email(), device, () -> users.hasPassword(user.id(), password), Boolean::booleanValue);
    }

    private User recognise(SignInRequest wanted, Device device) {
        Optional<User> user = guesses.count(
                wanted.email().text(),
                device,
                () -> users.recognise(wanted.email(), wanted.password()),
                Optional::isPresent);
        if (user.isEmpty()) {
            users.find(wanted.email()).ifPresent(known -> rememberRefusal(known, device));
            throw wrong();
        }
        return user.get();
    }

    /** An operator is under no tenant's rules. */
    private List<TenantRole> admittedRoles(User user, Device device) {
        List<TenantRole> roles = sessions.rolesOf(user);
        return user.operator() ? roles : gate.admit(roles, user.actor(), device.address());
    }

    private void rememberRefusal(User user, Device device) {
        AuditEvent refused = new AuditEvent(
                Actor.PLATFORM,
                null,
                "sign-in.refused",
                user.id().toString(),
                null,
                Map.of("address", device.address().toString()));
        jdbi.useTransaction(transaction -> audit.append(transaction, refused));
    }

    private static ProblemException wrong() {
        return new ProblemException(WRONG_CREDENTIALS, "the e-mail address, the password or the code is wrong");
    }
}
