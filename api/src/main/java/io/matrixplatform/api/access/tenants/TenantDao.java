package io.matrixplatform.api.access.tenants;

import io.matrixplatform.model.ids.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Tenant.class)
interface TenantDao {
    @SqlUpdate("""
            INSERT INTO access.tenant (id, name, created_at)
            VALUES (:id, :name, :createdAt)
            """)
    void insert(@BindMethods Tenant tenant);

    @SqlQuery("""
            SELECT id, name, created_at
              FROM access.tenant
             WHERE id = :id
            """)
    Optional<Tenant> find(TenantId id);

    @SqlQuery("""
            SELECT id, name, created_at
              FROM access.tenant
             WHERE (:after::uuid IS NULL OR id > :after::uuid)
             ORDER BY id
             LIMIT :limit
            """)
    List<Tenant> list(@Nullable TenantId after, int limit);
}
