package io.matrixplatform.api.access.attempts;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AttemptDao {
    @SqlQuery("""
            INSERT INTO access.attempt AS a (subject, window_start, attempts)
            VALUES (:subject, :window, 1)
                ON CONFLICT (subject, window_start) DO UPDATE
               SET attempts = a.attempts + 1
            RETURNING attempts
            """)
    int count(String subject, Instant window);

    @SqlUpdate("""
            UPDATE access.attempt
               SET attempts = attempts - 1
             WHERE subject = :subject
               AND window_start = :window
               AND attempts > 0
            """)
    void giveBack(String subject, Instant window);

    @SqlUpdate("""
            DELETE FROM access.attempt
             WHERE window_start < :window
            """)
    int forget(Instant window);
}
