package io.matrixplatform.api.access.tenants;

import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;

/** A paying organisation: isolation boundary, whom invoices address. */
public record Tenant(TenantId id, String name, Instant createdAt) {}
