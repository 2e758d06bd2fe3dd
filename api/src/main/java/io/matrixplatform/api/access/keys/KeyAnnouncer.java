package io.matrixplatform.api.access.keys;

import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.TenantId;
import org.jdbi.v3.core.Handle;

/** Tells the edges of all keys of a tenant again when something has changed that goes with each. Thread-safe. */
public final class KeyAnnouncer {
    private final ApiKeyAnnouncements announcements;

    public KeyAnnouncer(SchemaRegistry registry) {
        announcements = new ApiKeyAnnouncements(registry);
    }

    public void announceAll(Handle transaction, TenantId tenant) {
        transaction.attach(ApiKeyDao.class).touchAll(tenant).forEach(key -> announcements.announce(transaction, key));
    }
}
