package io.matrixplatform.api.access.tenants;

import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tenants: found one, find them, act for one. Thread-safe. */
public final class Tenants {
    private final Jdbi jdbi;
    private final TenantDao dao;
    private final AuditLog audit;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;
    private final List<TenantFounded> founded = new CopyOnWriteArrayList<>();

    public Tenants(Jdbi jdbi, AuditLog audit, TimeOrderedUuids uuids, InstantSource clock) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(TenantDao.class);
        this.audit = audit;
        this.uuids = uuids;
        this.clock = clock;
    }

    /** To be done for every tenant that is founded from now on. */
    public void whenFounded(TenantFounded listener) {
        founded.add(listener);
    }

    public Tenant found(Actor actor, String name) {
        Tenant tenant = new Tenant(
                new TenantId(uuids.next()), name.strip(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        jdbi.useTransaction(transaction -> {
            transaction.attach(TenantDao.class).insert(tenant);
            audit.append(
                    transaction,
                    new AuditEvent(
                            actor, tenant.id(), "tenant.founded", tenant.id().toString(), null, tenant));
            founded.forEach(listener -> listener.accept(transaction, actor, tenant.id()));
        });
        return tenant;
    }

    /** @throws ProblemException {@code TENANT_NOT_FOUND} */
    public Tenant get(TenantId id) {
        return dao.find(id).orElseThrow(() -> new ProblemException(TENANT_NOT_FOUND, "there is no tenant " + id));
    }

    /** Oldest first. */
    public Page<Tenant> list(PageRequest request) {
        @Nullable TenantId after =
                request.after(1, cursor -> TenantId.parse(cursor.key().get(0))).orElse(null);
        return Page.of(
                dao.list(after, request.rowsToRead()),
                request,
                last -> Cursor.of(last.id().toString()));
    }

    /**
     * The tenant that {@code caller} acts for on a tenant's route.
     *
     * @throws ProblemException {@code TENANT_NOT_FOUND}, {@code INSUFFICIENT_SCOPE}, or {@code INVALID_FIELD} if none is
     *     named and the caller must name one
     */
    public TenantId acting(Caller caller, Scope scope, @Nullable TenantId named) {
        TenantId tenant = caller.tenantFor(scope, named);
        return named == null ? tenant : get(tenant).id();
    }
}
