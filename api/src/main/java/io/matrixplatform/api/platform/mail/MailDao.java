package io.matrixplatform.api.platform.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(QueuedMail.class)
interface MailDao {
    @SqlUpdate("""
            INSERT INTO platform.mail (id, sealed, created_at, attempts, next_attempt_at)
            VALUES (:id, :sealed, :now, 0, :now)
            """)
    void insert(UUID id, byte[] sealed, Instant now);

    /** Another process takes another one meanwhile. */
    @SqlQuery("""
            SELECT id, sealed, created_at, attempts
              FROM platform.mail
             WHERE next_attempt_at <= :now
             ORDER BY next_attempt_at
             LIMIT 1
               FOR UPDATE SKIP LOCKED
            """)
    Optional<QueuedMail> takeDue(Instant now);

    @SqlUpdate("""
            UPDATE platform.mail
               SET attempts = attempts + 1,
                   next_attempt_at = :next
             WHERE id = :id
            """)
    void postpone(UUID id, Instant next);

    @SqlUpdate("""
            DELETE FROM platform.mail
             WHERE id = :id
            """)
    void remove(UUID id);
}
