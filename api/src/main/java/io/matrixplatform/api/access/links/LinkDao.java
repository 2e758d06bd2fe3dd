package io.matrixplatform.api.access.links;

import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(RedeemedLink.class)
interface LinkDao {
    @SqlUpdate("""
            INSERT INTO access.mailed_link (token_hash, user_id, purpose, email, created_at, expires_at)
            VALUES (:tokenHash, :user, :purpose, :email, :now, :expiresAt)
            """)
    void insert(String tokenHash, UserId user, String purpose, String email, Instant now, Instant expiresAt);

    @SqlUpdate("""
            DELETE FROM access.mailed_link
             WHERE user_id = :user
               AND purpose = :purpose
            """)
    void revoke(UserId user, String purpose);

    @SqlQuery("""
            DELETE FROM access.mailed_link
             WHERE token_hash = :tokenHash
               AND purpose = :purpose
               AND expires_at > :now
            RETURNING user_id, email
            """)
    Optional<RedeemedLink> redeem(String tokenHash, String purpose, Instant now);

    @SqlUpdate("""
            DELETE FROM access.mailed_link
             WHERE expires_at <= :now
            """)
    int forget(Instant now);
}
