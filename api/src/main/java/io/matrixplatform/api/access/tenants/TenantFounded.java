package io.matrixplatform.api.access.tenants;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.model.ids.TenantId;
import org.jdbi.v3.core.Handle;

/** What another area does for a tenant when it is founded, in the same transaction. */
@FunctionalInterface
public interface TenantFounded {
    void accept(Handle transaction, Actor founder, TenantId tenant);
}
