package io.matrixplatform.api.metering.fates;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Conflict.class)
@RegisterConstructorMapper(DeadFact.class)
@RegisterConstructorMapper(HourCount.class)
@RegisterConstructorMapper(ReasonCount.class)
@RegisterConstructorMapper(TenantCount.class)
interface FateDao {
    @SqlBatch("""
            INSERT INTO metering.usage_conflict
                   (fact_topic, fact_partition, fact_offset, tenant_id, event_id, source, occurred_at, recorded_at,
                    first_recorded_on, reason)
            VALUES (:factTopic, :factPartition, :factOffset, :tenantId, :eventId, :source, :occurredAt, :recordedAt,
                    :firstRecordedOn, :reason)
                ON CONFLICT DO NOTHING
            """)
    void insertConflicts(@BindMethods List<Conflict> conflicts);

    @SqlBatch("""
            INSERT INTO metering.dead_letter
                   (fact_topic, fact_partition, fact_offset, tenant_id, reason, detail, dead_at)
            VALUES (:factTopic, :factPartition, :factOffset, :tenantId, :reason, :detail, :deadAt)
                ON CONFLICT DO NOTHING
            """)
    void insertDeadFacts(@BindMethods List<DeadFact> deadFacts);

    @SqlQuery("""
            SELECT tenant_id, event_id, source, occurred_at, recorded_at, first_recorded_on, fact_topic,
                   fact_partition, fact_offset, reason
              FROM metering.usage_conflict
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND recorded_at >= :from
               AND recorded_at < :to
               AND (recorded_at, fact_topic, fact_partition, fact_offset)
                   < (:place.moment, :place.topic, :place.partition, :place.offset)
             ORDER BY recorded_at DESC, fact_topic DESC, fact_partition DESC, fact_offset DESC
             LIMIT :limit
            """)
    List<Conflict> conflicts(
            @Nullable String tenant, Instant from, Instant to, @BindMethods("place") FactPlace place, int limit);

    @SqlQuery("""
            SELECT tenant_id, reason, detail, dead_at, fact_topic, fact_partition, fact_offset
              FROM metering.dead_letter
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND dead_at >= :from
               AND dead_at < :to
               AND (dead_at, fact_topic, fact_partition, fact_offset)
                   < (:place.moment, :place.topic, :place.partition, :place.offset)
             ORDER BY dead_at DESC, fact_topic DESC, fact_partition DESC, fact_offset DESC
             LIMIT :limit
            """)
    List<DeadFact> deadFacts(
            @Nullable String tenant, Instant from, Instant to, @BindMethods("place") FactPlace place, int limit);

    @SqlQuery("""
            SELECT date_bin('1 hour', recorded_at, 'epoch') AS hour, count(*) AS count
              FROM metering.usage_conflict
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND recorded_at >= :from
               AND recorded_at < :to
             GROUP BY hour
             ORDER BY hour
            """)
    List<HourCount> conflictsByHour(@Nullable String tenant, Instant from, Instant to);

    @SqlQuery("""
            SELECT date_bin('1 hour', dead_at, 'epoch') AS hour, count(*) AS count
              FROM metering.dead_letter
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND dead_at >= :from
               AND dead_at < :to
             GROUP BY hour
             ORDER BY hour
            """)
    List<HourCount> deadFactsByHour(@Nullable String tenant, Instant from, Instant to);

    @SqlQuery("""
            SELECT reason, count(*) AS count
              FROM metering.dead_letter
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND dead_at >= :from
               AND dead_at < :to
             GROUP BY reason
             ORDER BY count DESC, reason
            """)
    List<ReasonCount> deadFactsByReason(@Nullable String tenant, Instant from, Instant to);

    @SqlQuery("""
            SELECT date_bin('1 hour', slice_start, 'epoch') AS hour, sum(fact_count)::bigint AS count
              FROM metering.late_usage
             WHERE slice_start >= :from
               AND slice_start < :to
             GROUP BY hour
             ORDER BY hour
            """)
    List<HourCount> lateByHour(Instant from, Instant to);

    /** Calls that are in quarantine still. */
    @SqlQuery("""
            SELECT date_bin('1 hour', recorded_at, 'epoch') AS hour, count(*) AS count
              FROM metering.quarantine
             WHERE recorded_at >= :from
               AND recorded_at < :to
               AND state = 'HELD'
             GROUP BY hour
             ORDER BY hour
            """)
    List<HourCount> heldByHour(Instant from, Instant to);

    @SqlQuery("""
            WITH fate AS (
                SELECT tenant_id, fact_count AS late, 0 AS held, 0 AS conflict, 0 AS dead
                  FROM metering.late_usage
                 WHERE slice_start >= :from
                   AND slice_start < :to
                 UNION ALL
                SELECT tenant_id, 0, 1, 0, 0
                  FROM metering.quarantine
                 WHERE recorded_at >= :from
                   AND recorded_at < :to
                   AND state = 'HELD'
                 UNION ALL
                SELECT tenant_id, 0, 0, 1, 0
                  FROM metering.usage_conflict
                 WHERE recorded_at >= :from
                   AND recorded_at < :to
                 UNION ALL
                SELECT tenant_id, 0, 0, 0, 1
                  FROM metering.dead_letter
                 WHERE dead_at >= :from
                   AND dead_at < :to
            )
            SELECT tenant_id, sum(late)::bigint AS late, sum(held)::bigint AS quarantined,
                   sum(conflict)::bigint AS conflicts, sum(dead)::bigint AS dead_letters
              FROM fate
             GROUP BY tenant_id
             ORDER BY sum(late) + sum(held) + sum(conflict) + sum(dead) DESC, tenant_id
             LIMIT :limit
            """)
    List<TenantCount> byTenant(Instant from, Instant to, int limit);

    @SqlUpdate("DELETE FROM metering.usage_conflict WHERE recorded_at < :before")
    int forgetConflicts(Instant before);

    @SqlUpdate("DELETE FROM metering.dead_letter WHERE dead_at < :before")
    int forgetDeadFacts(Instant before);
}
