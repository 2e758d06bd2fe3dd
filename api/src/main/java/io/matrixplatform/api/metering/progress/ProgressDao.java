package io.matrixplatform.api.metering.progress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Progress.class)
interface ProgressDao {
    /** A job that started over may be less far than it was; then the ledger is, too. */
    @SqlUpdate("""
            INSERT INTO metering.progress AS held (job, processed_through, published_at, order_number,
                                                   checkpoint_id, records_in)
            VALUES (:job, :processedThrough, :publishedAt, :orderNumber, :checkpointId, :recordsIn)
                ON CONFLICT (job) DO UPDATE
               SET processed_through = excluded.processed_through,
                   published_at = excluded.published_at,
                   order_number = excluded.order_number,
                   checkpoint_id = excluded.checkpoint_id,
                   records_in = excluded.records_in,
                   ledger_through = least(held.ledger_through, excluded.processed_through)
             WHERE held.order_number < excluded.order_number
            """)
    boolean process(
            String job,
            Instant processedThrough,
            Instant publishedAt,
            long orderNumber,
            long checkpointId,
            @Nullable Long recordsIn);

    @SqlBatch("""
            INSERT INTO metering.fate_balance (job, fate, records)
            VALUES (:job, :fate, :records)
                ON CONFLICT (job, fate) DO UPDATE
               SET records = excluded.records
            """)
    void balance(String job, List<String> fate, List<Long> records);

    /** In the snapshot of one statement: the sum of the fates is what came in. */
    @SqlQuery("""
            SELECT progress.checkpoint_id, progress.published_at, progress.records_in,
                   array_agg(balance.fate ORDER BY balance.fate) AS fates,
                   array_agg(balance.records ORDER BY balance.fate) AS records
              FROM metering.progress
              JOIN metering.fate_balance AS balance USING (job)
             WHERE job = :job
               AND progress.records_in IS NOT NULL
             GROUP BY progress.checkpoint_id, progress.published_at, progress.records_in
            """)
    @RegisterConstructorMapper(FateBalance.class)
    Optional<FateBalance> findBalance(String job);

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
