package io.matrixplatform.api.access.team;

import io.matrixplatform.model.ids.UserId;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface MemberDao {
    /** Of a user in all its tenants, which is why this one has no tenant. */
    @SqlQuery("""
            SELECT t.id, t.name, m.role
              FROM access.membership m
              JOIN access.tenant t ON t.id = m.tenant_id
             WHERE m.user_id = :user
             ORDER BY t.name, t.id
             LIMIT 1000
            """)
    @RegisterConstructorMapper(TenantRole.class)
    List<TenantRole> rolesOf(UserId user);
}
