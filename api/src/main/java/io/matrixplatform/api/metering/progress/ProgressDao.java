package io.matrixplatform.api.metering.progress;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(Progress.class)
interface ProgressDao {
    /** A job that started over may be less far than it was; then the ledger is, too. */
    @SqlUpdate("""
            INSERT INTO metering.progress AS held (job, processed_through, published_at, order_number)
            VALUES (:job, :processedThrough, :publishedAt, :orderNumber)
                ON CONFLICT (job) DO UPDATE
               SET processed_through = excluded.processed_through,
                   published_at = excluded.published_at,
                   order_number = excluded.order_number,
                   ledger_through = least(held.ledger_through, excluded.processed_through)
             WHERE held.order_number < excluded.order_number
            """)
    void process(String job, Instant processedThrough, Instant publishedAt, long orderNumber);

    /** Holds only while the job has not been set back below {@code through} meanwhile. */
    @SqlUpdate("""
            UPDATE metering.progress
               SET ledger_through = :through
             WHERE job = :job
               AND processed_through >= :through
            """)
    void project(String job, Instant through);

    @SqlQuery("""
            SELECT processed_through, published_at, ledger_through
              FROM metering.progress
             WHERE job = :job
            """)
    Optional<Progress> find(String job);
}
