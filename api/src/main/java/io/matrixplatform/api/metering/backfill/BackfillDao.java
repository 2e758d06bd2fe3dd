package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What people ask and decide. */
@RegisterConstructorMapper(Backfill.class)
@RegisterConstructorMapper(Difference.class)
interface BackfillDao {
    /** Backfills with how far they are; what is wanted of {@code b} follows. */
    String BACKFILL = """
            SELECT b.id, b.tenant_id, b.meter_key AS meter, b.starts_at AS "from", b.ends_at AS "to", b.recorded_before,
                   b.state, b.failure, b.created_at, b.state_since, coalesce(c.records_read, 0) AS records_read,
                   coalesce(c.records_to_read, 0) AS records_to_read, b.published AS entries_published,
                   b.entries AS entries_to_publish, b.quantity_before, b.quantity_after, b.fact_count_before,
                   b.fact_count_after, b.order_number
              FROM metering.backfill AS b
              LEFT JOIN LATERAL (
                   SELECT sum(next_offset - first_offset)::bigint AS records_read,
                          sum(end_offset - first_offset)::bigint AS records_to_read
                     FROM metering.backfill_chunk
                    WHERE backfill_id = b.id) AS c ON true
            """;

    /** Until the transaction ends nobody else decides anything about backfills of this meter. */
    @SqlQuery("SELECT pg_advisory_xact_lock(hashtextextended('backfill' || :tenant::text || :meter, 0))::text")
    String lock(TenantId tenant, MeterKey meter);

    @SqlUpdate("""
            INSERT INTO metering.backfill
                   (id, tenant_id, meter_key, starts_at, ends_at, recorded_before, state, created_at, state_since)
            VALUES (:id, :tenantId, :meter, :from, :to, :recordedBefore, 'WAITING', :createdAt, :stateSince)
            """)
    void insert(@BindMethods Backfill backfill);

    @SqlQuery(BACKFILL + """
             WHERE b.tenant_id = :tenant
               AND b.id = :id
            """)
    Optional<Backfill> find(TenantId tenant, BackfillId id);

    /** Newest first. */
    @SqlQuery(BACKFILL + """
             WHERE b.tenant_id = :tenant
               AND (:meter::text IS NULL OR b.meter_key = :meter::text)
               AND (:before::uuid IS NULL OR b.id < :before::uuid)
             ORDER BY b.id DESC
             LIMIT :limit
            """)
    List<Backfill> list(TenantId tenant, @Nullable MeterKey meter, @Nullable BackfillId before, int limit);

    /** The one of the meter that is under way, if any. */
    @SqlQuery("""
            SELECT id
              FROM metering.backfill
             WHERE tenant_id = :tenant
               AND meter_key = :meter
               AND state IN ('WAITING', 'COUNTING', 'READY', 'APPLYING', 'REVERSING')
            """)
    Optional<BackfillId> underWay(TenantId tenant, MeterKey meter);

    /** One that was applied after this one over some of the same time, if any. */
    @SqlQuery("""
            SELECT later.id
              FROM metering.backfill AS this
              JOIN metering.backfill AS later
                ON later.tenant_id = this.tenant_id
               AND later.meter_key = this.meter_key
               AND later.state = 'APPLIED'
               AND later.applied_at > this.applied_at
               AND later.starts_at < this.ends_at
               AND later.ends_at > this.starts_at
             WHERE this.id = :id
             LIMIT 1
            """)
    Optional<BackfillId> covering(BackfillId id);

    /** The largest of the meter's backfills, whose entries share their ids. */
    @SqlQuery("""
            SELECT coalesce(max(order_number), 0)
              FROM metering.backfill
             WHERE tenant_id = :tenant
               AND meter_key = :meter
            """)
    long orderNumber(TenantId tenant, MeterKey meter);

    @SqlUpdate("""
            UPDATE metering.backfill
               SET state = :state,
                   state_since = :at
             WHERE id = :id
            """)
    void enter(BackfillId id, Backfill.State state, Instant at);

    /** Begins an application or a reversal. */
    @SqlUpdate("""
            UPDATE metering.backfill
               SET state = :state,
                   state_since = :at,
                   applied_at = coalesce(applied_at, :at),
                   order_number = :orderNumber,
                   published = 0
             WHERE id = :id
            """)
    void publish(BackfillId id, Backfill.State state, Instant at, long orderNumber);

    @SqlUpdate("DELETE FROM metering.backfill_count WHERE backfill_id = :id")
    void forgetCounts(BackfillId id);

    @SqlQuery("""
            SELECT :tenant AS tenant, subscription_id, dimensions, start AS slice_start, quantity_before, quantity_after,
                   quantity_after - quantity_before AS difference, fact_count_before, fact_count_after, place
              FROM metering.backfill_entry
             WHERE backfill_id = :id
               AND place > :after
               AND quantity_before IS NOT NULL
               AND (quantity, fact_count, fold) IS DISTINCT FROM (prior_quantity, prior_fact_count, prior_fold)
             ORDER BY place
             LIMIT :limit
            """)
    List<Difference> differences(String tenant, BackfillId id, long after, int limit);

    @SqlQuery("""
            SELECT :tenant AS tenant, subscription_id, dimensions, start AS slice_start, quantity_before, quantity_after,
                   quantity_after - quantity_before AS difference, fact_count_before, fact_count_after, place
              FROM metering.backfill_entry
             WHERE backfill_id = :id
               AND quantity_before IS NOT NULL
               AND (quantity, fact_count, fold) IS DISTINCT FROM (prior_quantity, prior_fact_count, prior_fold)
             ORDER BY place
            """)
    @FetchSize(500)
    Stream<Difference> export(String tenant, BackfillId id);

    @SqlQuery(BACKFILL + """
             WHERE b.tenant_id = :tenant
               AND b.state IN ('APPLYING', 'APPLIED', 'REVERSING')
            """)
    List<Backfill> onTheBooks(TenantId tenant);
}
