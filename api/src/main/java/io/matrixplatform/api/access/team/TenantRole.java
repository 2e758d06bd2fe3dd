package io.matrixplatform.api.access.team;

import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.model.ids.TenantId;

/** What a user is in one of its tenants. */
public record TenantRole(TenantId id, String name, Role role) {}
