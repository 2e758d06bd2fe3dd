package io.matrixplatform.api.access.users;

import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(User.class)
interface UserDao {
    @SqlUpdate("""
            INSERT INTO access.user_account
                   (id, email, name, password_hash, email_verified_at, operator, created_at, version)
            VALUES (:id, :email, :name, :passwordHash, :emailVerifiedAt, :operator, :createdAt, :version)
                ON CONFLICT (email) DO NOTHING
            """)
    boolean insert(@BindMethods User user, @Nullable String passwordHash);

    @SqlQuery("""
            SELECT id, email, name, email_verified_at, operator, created_at, version
              FROM access.user_account
             WHERE id = :id
            """)
    Optional<User> find(UserId id);

    @SqlQuery("""
            SELECT id, email, name, email_verified_at, operator, created_at, version
              FROM access.user_account
             WHERE email = :email
            """)
    Optional<User> findByEmail(String email);

    @SqlQuery("""
            SELECT password_hash
              FROM access.user_account
             WHERE id = :id
               AND password_hash IS NOT NULL
            """)
    Optional<String> passwordHash(UserId id);

    @SqlQuery("""
            SELECT id, email, name, email_verified_at, operator, created_at, version
              FROM access.user_account
             WHERE (:after::uuid IS NULL OR id > :after::uuid)
             ORDER BY id
             LIMIT :limit
            """)
    List<User> list(@Nullable UserId after, int limit);

    @SqlQuery("""
            SELECT EXISTS (SELECT 1 FROM access.user_account WHERE operator)
            """)
    boolean anyOperator();

    @SqlUpdate("""
            UPDATE access.user_account
               SET password_hash = :hash,
                   version = version + 1
             WHERE id = :id
            """)
    void setPassword(UserId id, String hash);

    /** Unless the password was changed meanwhile. */
    @SqlUpdate("""
            UPDATE access.user_account
               SET password_hash = :fresh
             WHERE id = :id
               AND password_hash = :outdated
            """)
    void rehash(UserId id, String outdated, String fresh);

    @SqlQuery("""
            UPDATE access.user_account
               SET name = :name,
                   version = version + 1
             WHERE id = :id
            RETURNING id, email, name, email_verified_at, operator, created_at, version
            """)
    User rename(UserId id, String name);

    @SqlUpdate("""
            UPDATE access.user_account
               SET email_verified_at = :now,
                   version = version + 1
             WHERE id = :id
               AND email = :email
               AND email_verified_at IS NULL
            """)
    boolean verify(UserId id, String email, Instant now);
}
