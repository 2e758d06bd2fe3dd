package io.matrixplatform.api.platform.idempotency;

import java.time.Instant;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(StoredAnswer.class)
interface IdempotencyDao {
    /** Takes the key for this transaction. Waits for another one that has taken it and not ended yet. */
    @SqlUpdate("""
            INSERT INTO platform.idempotent_answer (sender, key, request_hash, created_at)
            VALUES (:sender, :key, :requestHash, :now)
                ON CONFLICT DO NOTHING
            """)
    boolean claim(String sender, String key, String requestHash, Instant now);

    @SqlUpdate("""
            UPDATE platform.idempotent_answer
               SET location = :location,
                   answer = :answer
             WHERE sender = :sender
               AND key = :key
            """)
    void store(String sender, String key, String location, byte[] answer);

    @SqlQuery("""
            SELECT request_hash, location, answer
              FROM platform.idempotent_answer
             WHERE sender = :sender
               AND key = :key
            """)
    StoredAnswer get(String sender, String key);

    @SqlUpdate("""
            DELETE FROM platform.idempotent_answer
             WHERE created_at < :before
            """)
    int forget(Instant before);
}
