package io.matrixplatform.api.platform.outbox;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(OutboxRecord.class)
interface OutboxDao {
    @SqlUpdate("""
            WITH woken AS (SELECT pg_notify('outbox', ''))
            INSERT INTO platform.outbox (topic, key, value)
            SELECT :topic, :key, :value
              FROM woken
            """)
    void append(String topic, byte[] key, byte[] value);

    /**
     * The oldest rows whose transaction is older than every running one. Rows are numbered before they are committed, so
     * whoever reads up to the largest number seen would skip the ones that commit later with a smaller one.
     */
    @SqlQuery("""
            SELECT id, topic, key, value
              FROM platform.outbox
             WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY xid, id
             LIMIT :limit
            """)
    List<OutboxRecord> settled(int limit);

    @SqlUpdate("""
            DELETE FROM platform.outbox
             WHERE id = ANY(:ids)
            """)
    void remove(List<Long> ids);

    /** Seconds that the oldest row has waited; 0 when there is none. */
    @SqlQuery("""
            SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8
              FROM platform.outbox
            """)
    double oldestSeconds();

    /** Whether this session now is the one publisher; it remains so until it ends. */
    @SqlQuery("""
            SELECT pg_try_advisory_lock(:lock)
            """)
    boolean tryLock(long lock);
}
