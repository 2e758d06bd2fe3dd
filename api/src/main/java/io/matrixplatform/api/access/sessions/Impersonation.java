package io.matrixplatform.api.access.sessions;

import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;

/** An operator who acts as an owner of {@code tenant} would, and as nothing else, until {@code endsAt}. */
public record Impersonation(TenantId tenant, String reason, Instant endsAt) {}
