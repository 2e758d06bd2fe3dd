package io.matrixplatform.api.access.sessions;

import io.matrixplatform.model.ids.SessionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signed in, on one device.
 *
 * @param lastSeenAt to the minute
 * @param expiresAt at the latest
 * @param address where the user signed in from
 * @param impersonatedTenant set together with reason and end, or not at all
 */
public record Session(
        SessionId id,
        UserId userId,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String address,
        String userAgent,
        @Nullable TenantId impersonatedTenant,
        @Nullable String impersonationReason,
        @Nullable Instant impersonationEndsAt) {
    /** For whom an operator acts at {@code now}, if for anybody. */
    Optional<Impersonation> impersonation(Instant now) {
        if (impersonatedTenant == null
                || impersonationReason == null
                || impersonationEndsAt == null
                || !now.isBefore(impersonationEndsAt)) {
            return Optional.empty();
        }
        return Optional.of(new Impersonation(impersonatedTenant, impersonationReason, impersonationEndsAt));
    }
}
