package io.matrixplatform.api.access.team;

import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

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

    /** Makes changes of one team wait for each other: the last owner must be seen by both of two that leave. */
    @SqlQuery("""
            SELECT name
              FROM access.tenant
             WHERE id = :tenant
               FOR UPDATE
            """)
    Optional<String> lockTeam(TenantId tenant);

    @SqlQuery("""
            SELECT u.id, u.email, u.name, m.role, m.created_at AS joined_at, m.version,
                   EXISTS (SELECT 1
                             FROM access.second_factor f
                            WHERE f.user_id = u.id
                              AND f.confirmed_at IS NOT NULL) AS totp_enabled
              FROM access.membership m
              JOIN access.user_account u ON u.id = m.user_id
             WHERE m.tenant_id = :tenant
               AND (:after::uuid IS NULL OR m.user_id > :after::uuid)
             ORDER BY m.user_id
             LIMIT :limit
            """)
    @RegisterConstructorMapper(Member.class)
    List<Member> list(TenantId tenant, @Nullable UserId after, int limit);

    @SqlQuery("""
            SELECT u.id, u.email, u.name, m.role, m.created_at AS joined_at, m.version,
                   EXISTS (SELECT 1
                             FROM access.second_factor f
                            WHERE f.user_id = u.id
                              AND f.confirmed_at IS NOT NULL) AS totp_enabled
              FROM access.membership m
              JOIN access.user_account u ON u.id = m.user_id
             WHERE m.tenant_id = :tenant
               AND m.user_id = :user
            """)
    @RegisterConstructorMapper(Member.class)
    Optional<Member> find(TenantId tenant, UserId user);

    @SqlUpdate("""
            INSERT INTO access.membership (tenant_id, user_id, role, created_at, version)
            VALUES (:tenant, :user, :role, :now, 1)
                ON CONFLICT (tenant_id, user_id) DO NOTHING
            """)
    boolean insert(TenantId tenant, UserId user, String role, Instant now);

    @SqlUpdate("""
            UPDATE access.membership
               SET role = :role,
                   version = version + 1
             WHERE tenant_id = :tenant
               AND user_id = :user
            """)
    void changeRole(TenantId tenant, UserId user, String role);

    @SqlUpdate("""
            DELETE FROM access.membership
             WHERE tenant_id = :tenant
               AND user_id = :user
            """)
    void remove(TenantId tenant, UserId user);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1
                             FROM access.membership
                            WHERE tenant_id = :tenant
                              AND role = 'owner'
                              AND user_id <> :user)
            """)
    boolean anotherOwner(TenantId tenant, UserId user);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1
                             FROM access.membership m
                             JOIN access.user_account u ON u.id = m.user_id
                            WHERE m.tenant_id = :tenant
                              AND u.email = :email)
            """)
    boolean isMember(TenantId tenant, String email);
}
