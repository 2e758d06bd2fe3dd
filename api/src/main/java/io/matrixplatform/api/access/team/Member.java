package io.matrixplatform.api.access.team;

import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;

/**
 * A user in the team of a tenant.
 *
 * @param id of the user
 * @param totpEnabled whether a second factor protects the account
 * @param version counts the changes of the role
 */
public record Member(
        UserId id, String email, String name, Role role, Instant joinedAt, boolean totpEnabled, long version)
        implements Versioned {}
