package io.matrixplatform.api.catalog.meters;

import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterColumnMapper;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Meter.class)
@RegisterColumnMapper(MeterFilter.Column.class)
interface MeterDao {
    /** @return false if the tenant, or every tenant, already has a meter with this key */
    @SqlUpdate("""
            INSERT INTO catalog.meter
                   (id, tenant_id, key, event_type, aggregation, value_field, dimensions, unit, grace_seconds,
                    effective_from, created_at, description, version, percentile, expression, filters, groups_max,
                    gap_max_seconds)
            SELECT :id, :tenantId::uuid, :key, :eventType, :aggregation, :valueField, :dimensions, :unit,
                   :graceSeconds, :effectiveFrom, :createdAt, :description, :version,
                   :percentile, :expression, :filterTexts, :groupsMax, :gapMaxSeconds
             WHERE NOT EXISTS (SELECT 1 FROM catalog.meter WHERE tenant_id IS NULL AND key = :key)
                ON CONFLICT (tenant_id, key) DO NOTHING
            """)
    boolean insert(@BindMethods Meter meter);

    @SqlQuery("""
            SELECT id, tenant_id, key, event_type, aggregation, value_field, dimensions, unit,
                   make_interval(secs => grace_seconds) AS grace, effective_from, created_at, archived_from,
                   description, version, percentile, expression, filters, groups_max,
                   make_interval(secs => gap_max_seconds) AS gap_max
              FROM catalog.meter
             WHERE (tenant_id = :tenant OR tenant_id IS NULL)
               AND key = :key
            """)
    Optional<Meter> find(TenantId tenant, MeterKey key);

    /** Locks it until the transaction ends. */
    @SqlQuery("""
            SELECT id, tenant_id, key, event_type, aggregation, value_field, dimensions, unit,
                   make_interval(secs => grace_seconds) AS grace, effective_from, created_at, archived_from,
                   description, version, percentile, expression, filters, groups_max,
                   make_interval(secs => gap_max_seconds) AS gap_max
              FROM catalog.meter
             WHERE (tenant_id = :tenant OR tenant_id IS NULL)
               AND key = :key
               FOR UPDATE
            """)
    Optional<Meter> findToChange(TenantId tenant, MeterKey key);

    @SqlUpdate("""
            UPDATE catalog.meter
               SET archived_from = :archivedFrom,
                   version = :version
             WHERE tenant_id = :tenantId
               AND id = :id
            """)
    void archive(@BindMethods Meter meter);

    @SqlUpdate("""
            UPDATE catalog.meter
               SET unit = :unit,
                   description = :description,
                   version = :version
             WHERE tenant_id = :tenantId
               AND id = :id
            """)
    void change(@BindMethods Meter meter);

    @SqlQuery("""
            SELECT id, tenant_id, key, event_type, aggregation, value_field, dimensions, unit,
                   make_interval(secs => grace_seconds) AS grace, effective_from, created_at, archived_from,
                   description, version, percentile, expression, filters, groups_max,
                   make_interval(secs => gap_max_seconds) AS gap_max
              FROM catalog.meter
             WHERE (tenant_id = :tenant OR tenant_id IS NULL)
               AND (:after::text IS NULL OR key > :after::text)
             ORDER BY key
             LIMIT :limit
            """)
    List<Meter> list(TenantId tenant, @Nullable String after, int limit);
}
