package io.matrixplatform.api.access.audit;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.model.ids.TenantId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change to be remembered.
 *
 * @param tenant whose chain it belongs to; null for the platform's own
 * @param action what was done, such as {@code api-key.minted}
 * @param subject public id of what it was done to
 * @param before what the API shows of the subject before the change; null if there was nothing
 * @param after the same after it; null if nothing is left. Neither may hold a secret
 */
public record AuditEvent(
        Actor actor,
        @Nullable TenantId tenant,
        String action,
        String subject,
        @Nullable Object before,
        @Nullable Object after) {
    private static final Pattern ACTION = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");

    public AuditEvent {
        requireNonNull(actor, "actor");
        requireNonNull(subject, "subject");
        if (!ACTION.matcher(action).matches()) {
            throw new IllegalArgumentException("an action is noun.verb, such as api-key.minted, not " + action);
        }
    }
}
