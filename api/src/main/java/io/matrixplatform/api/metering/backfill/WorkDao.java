package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What the worker reads and puts away. */
@RegisterConstructorMapper(Backfill.class)
@RegisterConstructorMapper(Chunk.class)
@RegisterConstructorMapper(CountedMinute.class)
@RegisterConstructorMapper(Entry.class)
interface WorkDao {
    /** What there is to do, longest waiting first. */
    @SqlQuery(BackfillDao.BACKFILL + """
             WHERE b.state IN ('WAITING', 'COUNTING', 'APPLYING', 'REVERSING')
             ORDER BY b.state_since, b.id
             LIMIT 100
            """)
    List<Backfill> toDo();

    /** @return false if it was not in that state any more */
    @SqlUpdate("""
            UPDATE metering.backfill
               SET state = :next,
                   state_since = :at
             WHERE id = :id
               AND state = :now
            """)
    boolean move(BackfillId id, Backfill.State now, Backfill.State next, Instant at);

    @SqlUpdate("""
            UPDATE metering.backfill
               SET state = 'FAILED',
                   state_since = :at,
                   failure = :failure
             WHERE id = :id
               AND state IN ('WAITING', 'COUNTING')
            """)
    void fail(BackfillId id, String failure, Instant at);

    @SqlQuery("SELECT state = 'COUNTING' FROM metering.backfill WHERE id = :id")
    boolean isCounting(BackfillId id);

    @SqlBatch("""
            INSERT INTO metering.backfill_chunk
                   (backfill_id, partition, part, parts, first_offset, end_offset, next_offset)
            VALUES (:id, :partition, :part, :parts, :firstOffset, :endOffset, :nextOffset)
            """)
    void insertChunks(BackfillId id, @BindMethods List<Chunk> chunks);

    @SqlQuery("""
            SELECT partition, part, parts, first_offset, end_offset, next_offset, counted
              FROM metering.backfill_chunk
             WHERE backfill_id = :id
               AND NOT counted
             ORDER BY partition, parts, part
             LIMIT 1
            """)
    Optional<Chunk> nextChunk(BackfillId id);

    /** How far the reading of it is, for whoever watches. */
    @SqlUpdate("""
            UPDATE metering.backfill_chunk
               SET next_offset = :position,
                   counted = :counted
             WHERE backfill_id = :id
               AND partition = :chunk.partition
               AND part = :chunk.part
               AND parts = :chunk.parts
            """)
    void read(BackfillId id, @BindMethods("chunk") Chunk chunk, long position, boolean counted);

    @SqlUpdate("""
            DELETE FROM metering.backfill_chunk
             WHERE backfill_id = :id
               AND partition = :chunk.partition
               AND part = :chunk.part
               AND parts = :chunk.parts
            """)
    void removeChunk(BackfillId id, @BindMethods("chunk") Chunk chunk);

    @SqlUpdate("""
            DELETE FROM metering.backfill_count
             WHERE backfill_id = :id
               AND partition = :chunk.partition
               AND part = :chunk.part
               AND parts = :chunk.parts
            """)
    void forgetCounts(BackfillId id, @BindMethods("chunk") Chunk chunk);

    @SqlBatch("""
            INSERT INTO metering.backfill_count
                   (backfill_id, partition, part, parts, subscription_id, dimensions, minute_start, quantity, fold,
                    fact_count)
            VALUES (:id, :chunk.partition, :chunk.part, :chunk.parts, :subscriptionId::text, :dimensions, :minuteStart,
                    :quantity, :fold::bytea, :factCount)
            """)
    void insertCounts(BackfillId id, @BindMethods("chunk") Chunk chunk, @BindMethods List<CountedMinute> counts);

    @SqlQuery("""
            SELECT subscription_id, dimensions, minute_start, quantity, fold, fact_count
              FROM metering.backfill_count
             WHERE backfill_id = :id
               AND minute_start >= :from
               AND minute_start < :to
            """)
    List<CountedMinute> counts(BackfillId id, Instant from, Instant to);

    @SqlQuery("""
            SELECT dimensions, sum(fact_count)::bigint AS facts
              FROM metering.backfill_count
             WHERE backfill_id = :id
               AND minute_start >= :from
               AND minute_start < :to
             GROUP BY dimensions
            """)
    @KeyColumn("dimensions")
    @ValueColumn("facts")
    Map<String, Long> groups(BackfillId id, Instant from, Instant to);

    /** The starts of the slices of which something was counted, or which an applied backfill of the meter has in its time. */
    @SqlQuery("""
            SELECT DISTINCT date_bin('15 minutes', minute_start, 'epoch')
              FROM metering.backfill_count
             WHERE backfill_id = :id
             UNION
            SELECT DISTINCT date_bin('15 minutes', start, 'epoch')
              FROM metering.backfill AS b
              JOIN metering.backfill_entry AS e ON e.backfill_id = b.id
             WHERE b.tenant_id = :tenant
               AND b.meter_key = :meter
               AND b.state = 'APPLIED'
               AND e.start >= :from
               AND e.start < :to
            """)
    List<Instant> slices(BackfillId id, TenantId tenant, MeterKey meter, Instant from, Instant to);

    /** The backfill that says what holds in a slice. */
    @SqlQuery("""
            SELECT id
              FROM metering.backfill
             WHERE tenant_id = :tenant
               AND meter_key = :meter
               AND state = 'APPLIED'
               AND starts_at <= :start
               AND ends_at > :start
             ORDER BY applied_at DESC
             LIMIT 1
            """)
    Optional<BackfillId> prior(TenantId tenant, MeterKey meter, Instant start);

    @SqlQuery("""
            SELECT place, quantity_before, fact_count_before, quantity_after, fact_count_after, subscription_id, dimensions,
                   start, quantity, fold, fact_count, prior_id, prior_quantity, prior_fold, prior_fact_count
              FROM metering.backfill_entry
             WHERE backfill_id = :id
               AND start >= :from
               AND start < :to
            """)
    List<Entry> entriesAt(BackfillId id, Instant from, Instant to);

    @SqlQuery("""
            SELECT place, quantity_before, fact_count_before, quantity_after, fact_count_after, subscription_id, dimensions,
                   start, quantity, fold, fact_count, prior_id, prior_quantity, prior_fold, prior_fact_count
              FROM metering.backfill_entry
             WHERE backfill_id = :id
               AND place > :after
             ORDER BY place
             LIMIT :limit
            """)
    List<Entry> entriesAfter(BackfillId id, long after, int limit);

    @SqlUpdate("DELETE FROM metering.backfill_entry WHERE backfill_id = :id")
    void forgetEntries(BackfillId id);

    @SqlBatch("""
            INSERT INTO metering.backfill_entry
                   (backfill_id, place, quantity_before, fact_count_before, quantity_after, fact_count_after,
                    subscription_id, dimensions, start, quantity, fold, fact_count, prior_id, prior_quantity, prior_fold,
                    prior_fact_count)
            VALUES (:id, :place, :quantityBefore::numeric, :factCountBefore::bigint, :quantityAfter::numeric,
                    :factCountAfter::bigint, :subscriptionId::text, :dimensions, :start, :quantity, :fold::bytea,
                    :factCount, :priorId::uuid, :priorQuantity, :priorFold::bytea, :priorFactCount)
            """)
    void insertEntries(BackfillId id, @BindMethods List<Entry> entries);

    /** The difference is known. */
    @SqlUpdate("""
            UPDATE metering.backfill
               SET state = 'READY',
                   state_since = :at,
                   entries = :entries,
                   quantity_before = :quantityBefore,
                   quantity_after = :quantityAfter,
                   fact_count_before = :factCountBefore,
                   fact_count_after = :factCountAfter
             WHERE id = :id
               AND state = 'COUNTING'
            """)
    void ready(
            BackfillId id,
            Instant at,
            long entries,
            BigDecimal quantityBefore,
            BigDecimal quantityAfter,
            long factCountBefore,
            long factCountAfter);

    @SqlUpdate("UPDATE metering.backfill SET published = :place WHERE id = :id")
    void published(BackfillId id, long place);

    @SqlUpdate("DELETE FROM metering.backfill_count WHERE backfill_id = :id")
    void forgetAllCounts(BackfillId id);
}
