package io.matrixplatform.api.access.limits;

import io.matrixplatform.model.ids.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface LimitDao {
    /** One limit as it is stored. */
    record Row(String id, String kind, long amount, long burst, String whenStale) {}

    /** Makes sure that there is something to lock. */
    @SqlUpdate("""
            INSERT INTO access.limit_set (scope, id, tenant_id, version)
            VALUES (:scope, :id, :tenant, 0)
                ON CONFLICT (scope, id) DO NOTHING
            """)
    void found(String scope, String id, @Nullable TenantId tenant);

    /** Holds other changes off until the transaction ends. */
    @SqlQuery("""
            SELECT version
              FROM access.limit_set
             WHERE scope = :scope
               AND id = :id
               FOR UPDATE
            """)
    long lock(String scope, String id);

    @SqlQuery("""
            SELECT version
              FROM access.limit_set
             WHERE scope = :scope
               AND id = :id
            """)
    Optional<Long> version(String scope, String id);

    @SqlUpdate("""
            UPDATE access.limit_set
               SET version = :version
             WHERE scope = :scope
               AND id = :id
            """)
    void setVersion(String scope, String id, long version);

    @SqlUpdate("""
            DELETE FROM access.limit_setting
             WHERE scope = :scope
               AND id = :id
            """)
    void clear(String scope, String id);

    @SqlUpdate("""
            INSERT INTO access.limit_setting (scope, id, kind, amount, burst, when_stale)
            VALUES (:scope, :id, :kind, :amount, :burst, :whenStale)
            """)
    void insert(String scope, String id, String kind, long amount, long burst, String whenStale);

    @SqlQuery("""
            SELECT id, kind, amount, burst, when_stale
              FROM access.limit_setting
             WHERE scope = :scope
               AND id = :id
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> limits(String scope, String id);

    /** Of every key of a tenant that has limits of its own, revoked or not. */
    @SqlQuery("""
            SELECT id, kind, amount, burst, when_stale
              FROM access.limit_set
              JOIN access.limit_setting USING (scope, id)
             WHERE scope = 'key'
               AND tenant_id = :tenant
             ORDER BY id
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> ofKeys(TenantId tenant);
}
