package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(SubscriptionDao.Row.class)
interface SubscriptionDao {
    /** One phase with its subscription; a subscription that was withdrawn has one row without a phase. */
    record Row(
            SubscriptionId id,
            TenantId tenantId,
            Instant startsAt,
            @Nullable Instant endsAt,
            Instant createdAt,
            @Nullable Instant phaseFrom,
            @Nullable PlanKey plan) {}

    @SqlUpdate("""
            INSERT INTO billing.subscription (tenant_id, id, starts_at, created_at, stage)
            VALUES (:tenant, :id, :startsAt, :createdAt, 'scheduled')
            """)
    void insert(TenantId tenant, SubscriptionId id, Instant startsAt, Instant createdAt);

    @SqlUpdate("""
            INSERT INTO billing.subscription_phase (tenant_id, subscription_id, starts_at, plan)
            VALUES (:tenant, :id, :from, :plan)
                ON CONFLICT (tenant_id, subscription_id, starts_at) DO UPDATE
               SET plan = excluded.plan
            """)
    void putPhase(TenantId tenant, SubscriptionId id, Instant from, PlanKey plan);

    @SqlUpdate("""
            UPDATE billing.subscription
               SET ends_at = :at
             WHERE tenant_id = :tenant
               AND id = :id
            """)
    void end(TenantId tenant, SubscriptionId id, Instant at);

    @SqlUpdate("""
            DELETE FROM billing.subscription_phase
             WHERE tenant_id = :tenant
               AND subscription_id = :id
               AND starts_at >= :at
            """)
    void dropPhases(TenantId tenant, SubscriptionId id, Instant at);

    /** Two changes of one tenant come one after the other; what the first one did is to be read after this. */
    @SqlQuery("""
            SELECT id
              FROM billing.subscription
             WHERE tenant_id = :tenant
             ORDER BY id
               FOR UPDATE
            """)
    List<SubscriptionId> lock(TenantId tenant);

    @SqlQuery("""
            SELECT s.id, s.tenant_id, s.starts_at, s.ends_at, s.created_at, p.starts_at AS phase_from, p.plan
              FROM (SELECT id, tenant_id, starts_at, ends_at, created_at
                      FROM billing.subscription
                     WHERE tenant_id = :tenant
                       AND (:after::uuid IS NULL OR id > :after::uuid)
                     ORDER BY id
                     LIMIT :limit) s
              LEFT JOIN billing.subscription_phase p
                ON p.tenant_id = s.tenant_id
               AND p.subscription_id = s.id
             ORDER BY s.id, p.starts_at
            """)
    List<Row> list(TenantId tenant, @Nullable SubscriptionId after, int limit);

    @SqlQuery("""
            SELECT s.id, s.tenant_id, s.starts_at, s.ends_at, s.created_at, p.starts_at AS phase_from, p.plan
              FROM billing.subscription s
              LEFT JOIN billing.subscription_phase p
                ON p.tenant_id = s.tenant_id
               AND p.subscription_id = s.id
             WHERE s.tenant_id = :tenant
               AND s.id = :id
             ORDER BY p.starts_at
            """)
    List<Row> find(TenantId tenant, SubscriptionId id);

    /** Tenants of which the edges do not know yet what is so now. */
    @SqlQuery("""
            SELECT tenant_id
              FROM billing.subscription
             WHERE stage = 'scheduled'
               AND starts_at <= :now
             UNION
            SELECT tenant_id
              FROM billing.subscription
             WHERE stage = 'in_force'
               AND ends_at <= :now
             UNION
            SELECT tenant_id
              FROM billing.subscription_phase
             WHERE NOT is_told
               AND starts_at <= :now
             LIMIT :limit
            """)
    List<TenantId> due(Instant now, int limit);

    @SqlUpdate("""
            UPDATE billing.subscription
               SET stage = CASE
                   WHEN ends_at <= :now THEN 'over'
                   WHEN starts_at <= :now THEN 'in_force'
                   ELSE 'scheduled'
                   END
             WHERE tenant_id = :tenant
            """)
    void markStages(TenantId tenant, Instant now);

    @SqlUpdate("""
            UPDATE billing.subscription_phase
               SET is_told = true
             WHERE tenant_id = :tenant
               AND NOT is_told
               AND starts_at <= :now
            """)
    void markTold(TenantId tenant, Instant now);

    @SqlQuery("""
            SELECT t.id
              FROM access.tenant t
             WHERE NOT EXISTS (SELECT 1 FROM billing.subscription s WHERE s.tenant_id = t.id)
             LIMIT :limit
            """)
    List<TenantId> tenantsWithout(int limit);
}
