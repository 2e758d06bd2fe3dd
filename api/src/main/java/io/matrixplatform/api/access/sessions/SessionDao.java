package io.matrixplatform.api.access.sessions;

import io.matrixplatform.model.ids.SessionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(Session.class)
interface SessionDao {
    @SqlUpdate("""
            INSERT INTO access.session
                   (id, user_id, token_hash, created_at, last_seen_at, expires_at, address, user_agent)
            VALUES (:id, :userId, :tokenHash, :createdAt, :lastSeenAt, :expiresAt, :address, :userAgent)
            """)
    void insert(@BindMethods Session session, String tokenHash);

    @SqlQuery("""
            SELECT id, user_id, created_at, last_seen_at, expires_at, address, user_agent,
                   impersonated_tenant, impersonation_reason, impersonation_ends_at
              FROM access.session
             WHERE token_hash = :tokenHash
               AND expires_at > :now
               AND last_seen_at > :idleSince
            """)
    Optional<Session> findValid(String tokenHash, Instant now, Instant idleSince);

    @SqlQuery("""
            SELECT id, user_id, created_at, last_seen_at, expires_at, address, user_agent,
                   impersonated_tenant, impersonation_reason, impersonation_ends_at
              FROM access.session
             WHERE user_id = :user
               AND expires_at > :now
               AND last_seen_at > :idleSince
             ORDER BY id
             LIMIT 1000
            """)
    List<Session> list(UserId user, Instant now, Instant idleSince);

    @SqlUpdate("""
            UPDATE access.session
               SET last_seen_at = :now
             WHERE id = :id
               AND last_seen_at < :now
            """)
    void touch(SessionId id, Instant now);

    @SqlUpdate("""
            DELETE FROM access.session
             WHERE user_id = :user
               AND id = :id
            """)
    boolean end(UserId user, SessionId id);

    @SqlUpdate("""
            DELETE FROM access.session
             WHERE token_hash = :tokenHash
            """)
    void endByToken(String tokenHash);

    @SqlUpdate("""
            DELETE FROM access.session
             WHERE user_id = :user
               AND id <> :kept
            """)
    int endOthers(UserId user, SessionId kept);

    @SqlUpdate("""
            DELETE FROM access.session
             WHERE user_id = :user
            """)
    int endAll(UserId user);

    @SqlUpdate("""
            DELETE FROM access.session
             WHERE expires_at <= :now
                OR last_seen_at <= :idleSince
            """)
    int forget(Instant now, Instant idleSince);

    @SqlUpdate("""
            UPDATE access.session
               SET impersonated_tenant = :tenant,
                   impersonation_reason = :reason,
                   impersonation_ends_at = :endsAt
             WHERE id = :id
            """)
    void impersonate(SessionId id, TenantId tenant, String reason, Instant endsAt);

    @SqlUpdate("""
            UPDATE access.session
               SET impersonated_tenant = NULL,
                   impersonation_reason = NULL,
                   impersonation_ends_at = NULL
             WHERE id = :id
               AND impersonated_tenant IS NOT NULL
            """)
    boolean endImpersonation(SessionId id);
}
