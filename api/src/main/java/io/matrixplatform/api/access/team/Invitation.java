package io.matrixplatform.api.access.team;

import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.model.ids.InvitationId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;

/**
 * An open invitation: it is gone once it was accepted or withdrawn.
 *
 * @param invitedBy name of whoever invited, as it was then
 */
public record Invitation(
        InvitationId id,
        TenantId tenantId,
        String email,
        Role role,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt) {}
