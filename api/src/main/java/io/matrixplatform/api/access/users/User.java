package io.matrixplatform.api.access.users;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in.
 *
 * @param emailVerifiedAt when the user proved to receive mail there; null if not yet
 * @param operator whether the user runs the platform
 * @param version counts its changes
 */
public record User(
        UserId id,
        String email,
        String name,
        @Nullable Instant emailVerifiedAt,
        boolean operator,
        Instant createdAt,
        long version) {
    /** Whom the audit log names for what the user does. */
    public Actor actor() {
        return new Actor(operator ? Actor.Kind.OPERATOR : Actor.Kind.USER, id.toString(), name);
    }
}
