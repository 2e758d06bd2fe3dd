package io.matrixplatform.api.access.sessions;

import io.matrixplatform.api.access.team.TenantRole;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page knows of who uses it.
 *
 * @param operator whether the session acts as the operator now
 * @param csrfToken to be sent as {@code X-CSRF-Token} with whatever changes something
 * @param impersonating null unless an operator acts for a tenant
 * @param expiresAt at the latest
 */
public record SessionView(
        UserView user,
        boolean operator,
        List<TenantRole> tenants,
        String csrfToken,
        @Nullable Impersonation impersonating,
        Instant expiresAt) {
    /** The user as it sees itself. */
    public record UserView(UserId id, String email, String name, boolean totpEnabled, boolean emailVerified) {
        static UserView of(User user, boolean totpEnabled) {
            return new UserView(user.id(), user.email(), user.name(), totpEnabled, user.emailVerifiedAt() != null);
        }
    }

    static SessionView of(SignedIn signedIn, boolean totpEnabled) {
        return new SessionView(
                UserView.of(signedIn.user(), totpEnabled),
                signedIn.actsAsOperator(),
                signedIn.roles(),
                signedIn.csrfToken().text(),
                signedIn.impersonation().orElse(null),
                signedIn.session().expiresAt());
    }

    @Override
    public String toString() {
        return "SessionView";
    }
}
