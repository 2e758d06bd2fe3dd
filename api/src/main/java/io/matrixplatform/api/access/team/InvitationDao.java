package io.matrixplatform.api.access.team;

import io.matrixplatform.model.ids.InvitationId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Invitation.class)
interface InvitationDao {
    @SqlUpdate("""
            INSERT INTO access.invitation
                   (tenant_id, id, email, role, token_hash, invited_by, created_at, expires_at)
            VALUES (:tenantId, :id, :email, :roleText, :tokenHash, :invitedBy, :createdAt, :expiresAt)
            """)
    void insert(@BindMethods Invitation invitation, String roleText, String tokenHash);

    @SqlUpdate("""
            DELETE FROM access.invitation
             WHERE tenant_id = :tenant
               AND (email = :email OR expires_at <= :now)
            """)
    void removeReplacedAndExpired(TenantId tenant, String email, Instant now);

    @SqlQuery("""
            SELECT count(*)
              FROM access.invitation
             WHERE tenant_id = :tenant
            """)
    int count(TenantId tenant);

    @SqlQuery("""
            SELECT id, tenant_id, email, role, invited_by, created_at, expires_at
              FROM access.invitation
             WHERE tenant_id = :tenant
               AND expires_at > :now
               AND (:after::uuid IS NULL OR id > :after::uuid)
             ORDER BY id
             LIMIT :limit
            """)
    List<Invitation> list(TenantId tenant, Instant now, @Nullable InvitationId after, int limit);

    @SqlQuery("""
            DELETE FROM access.invitation
             WHERE tenant_id = :tenant
               AND id = :id
            RETURNING id, tenant_id, email, role, invited_by, created_at, expires_at
            """)
    Optional<Invitation> withdraw(TenantId tenant, InvitationId id);

    /** By the hash of what the invited person presents, which is why this one has no tenant. */
    @SqlQuery("""
            SELECT id, tenant_id, email, role, invited_by, created_at, expires_at
              FROM access.invitation
             WHERE token_hash = :tokenHash
               AND expires_at > :now
            """)
    Optional<Invitation> find(String tokenHash, Instant now);

    /** The same, once. */
    @SqlQuery("""
            DELETE FROM access.invitation
             WHERE token_hash = :tokenHash
               AND expires_at > :now
            RETURNING id, tenant_id, email, role, invited_by, created_at, expires_at
            """)
    Optional<Invitation> redeem(String tokenHash, Instant now);
}
