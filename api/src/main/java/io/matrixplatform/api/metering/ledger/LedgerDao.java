package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(LedgerEntry.class)
@RegisterConstructorMapper(LateEntry.class)
@RegisterConstructorMapper(LaneTotal.class)
@RegisterConstructorMapper(LedgerSum.class)
@RegisterConstructorMapper(FoldRow.class)
interface LedgerDao {
    @SqlQuery("""
            SELECT slice_id, meter_key AS meter, subscription_id, dimensions, slice_start, quantity, fact_count,
                   backfill_id AS backfill
              FROM metering.usage_ledger
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND (:meter::text IS NULL OR meter_key = :meter::text)
               AND (slice_start, slice_id) > (:afterStart, :afterId)
               AND (backfill_id IS NULL OR fact_count <> 0)
             ORDER BY slice_start, slice_id
             LIMIT :limit
            """)
    List<LedgerEntry> ledger(
            String tenant,
            @Nullable MeterKey meter,
            Instant from,
            Instant to,
            Instant afterStart,
            String afterId,
            int limit);

    @SqlQuery("""
            SELECT late_usage_id, meter_key AS meter, subscription_id, dimensions, slice_start, recorded_on, cause,
                   quantity, fact_count
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND (:meter::text IS NULL OR meter_key = :meter::text)
               AND (slice_start, late_usage_id) > (:afterStart, :afterId)
             ORDER BY slice_start, late_usage_id
             LIMIT :limit
            """)
    List<LateEntry> late(
            String tenant,
            @Nullable MeterKey meter,
            Instant from,
            Instant to,
            Instant afterStart,
            String afterId,
            int limit);

    @SqlQuery("""
            SELECT meter_key AS meter, false AS late, sum(quantity) AS quantity, sum(fact_count)::bigint AS fact_count
              FROM metering.usage_ledger
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND (:meter::text IS NULL OR meter_key = :meter::text)
               AND fold IS NULL
               AND (backfill_id IS NULL OR fact_count <> 0)
             GROUP BY meter_key
             UNION ALL
            SELECT meter_key AS meter, true AS late, sum(quantity) AS quantity, sum(fact_count)::bigint AS fact_count
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND (:meter::text IS NULL OR meter_key = :meter::text)
               AND fold IS NULL
             GROUP BY meter_key
            """)
    List<LaneTotal> totals(String tenant, @Nullable MeterKey meter, Instant from, Instant to);

    /** Of what adds up. */
    @SqlQuery("""
            SELECT meter_key AS meter, cause, recorded_on >= :closedOn AS after_close, sum(quantity) AS quantity,
                   sum(fact_count)::bigint AS fact_count, min(recorded_on) AS first_recorded_on,
                   max(recorded_on) AS last_recorded_on
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND subscription_id IS NOT DISTINCT FROM :subscription
               AND slice_start >= :from
               AND slice_start < :to
               AND (:meter::text IS NULL OR meter_key = :meter::text)
               AND fold IS NULL
             GROUP BY meter_key, cause, after_close
             ORDER BY meter_key, cause, after_close
            """)
    @RegisterConstructorMapper(LateTotal.class)
    List<LateTotal> lateTotals(
            String tenant,
            @Nullable String subscription,
            @Nullable MeterKey meter,
            Instant from,
            Instant to,
            LocalDate closedOn);

    /** Of what folds, in order of time. */
    @SqlQuery("""
            SELECT meter_key AS meter, cause, recorded_on >= :closedOn AS after_close, dimensions AS series,
                   slice_start AS start, fold, fact_count, recorded_on
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND subscription_id IS NOT DISTINCT FROM :subscription
               AND slice_start >= :from
               AND slice_start < :to
               AND (:meter::text IS NULL OR meter_key = :meter::text)
               AND fold IS NOT NULL
             ORDER BY slice_start, late_usage_id
             LIMIT :limit
            """)
    @RegisterConstructorMapper(LateFold.class)
    List<LateFold> lateFolds(
            String tenant,
            @Nullable String subscription,
            @Nullable MeterKey meter,
            Instant from,
            Instant to,
            LocalDate closedOn,
            int limit);

    /** @param filter JSON: per dimension an array of values */
    @SqlQuery("""
            WITH slice AS (
                SELECT tenant_id, meter_key, dimensions, slice_start, quantity, fact_count
                  FROM metering.usage_ledger
                 WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
                   AND slice_start >= :from
                   AND slice_start < :to
                   AND meter_key = ANY (:meters::text[])
                   AND (backfill_id IS NULL OR fact_count <> 0)
                 UNION ALL
                SELECT tenant_id, meter_key, dimensions, slice_start, quantity, fact_count
                  FROM metering.late_usage
                 WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
                   AND slice_start >= :from
                   AND slice_start < :to
                   AND meter_key = ANY (:meters::text[])
            ), grouped AS (
                SELECT date_bin(make_interval(secs => :stepSeconds), slice_start, :origin) AS start,
                       CASE WHEN :byTenant THEN tenant_id END AS tenant,
                       meter_key AS meter,
                       ARRAY (SELECT coalesce(dimensions::jsonb ->> name, '')
                                FROM unnest(:groupBy::text[]) WITH ORDINALITY AS wanted (name, place)
                               ORDER BY place) AS dimensions,
                       quantity, fact_count
                  FROM slice
                 WHERE NOT EXISTS (
                       SELECT 1
                         FROM jsonb_each(:filter::jsonb) AS wanted (name, accepted)
                        WHERE NOT jsonb_exists(accepted, coalesce(dimensions::jsonb ->> name, '')))
            )
            SELECT start, tenant, meter, dimensions, sum(quantity) AS quantity, sum(fact_count)::bigint AS fact_count
              FROM grouped
             GROUP BY start, tenant, meter, dimensions
             ORDER BY start, tenant, meter, dimensions
             LIMIT :limit
            """)
    List<LedgerSum> sums(
            @Nullable String tenant,
            List<String> meters,
            Instant from,
            Instant to,
            long stepSeconds,
            Instant origin,
            boolean byTenant,
            List<String> groupBy,
            String filter,
            int limit);

    /**
     * Folds in order of time.
     *
     * @param meter null for all that fold
     * @param filter JSON: per dimension an array of values
     */
    @SqlQuery("""
            WITH slice AS (
                SELECT false AS late, meter_key, subscription_id, dimensions, slice_start, fold, fact_count, backfill_id
                  FROM metering.usage_ledger
                 WHERE tenant_id = :tenant
                   AND slice_start >= :from
                   AND slice_start < :to
                   AND (:meter::text IS NULL OR meter_key = :meter::text)
                   AND fold IS NOT NULL
                   AND (backfill_id IS NULL OR fact_count <> 0)
                 UNION ALL
                SELECT true AS late, meter_key, subscription_id, dimensions, slice_start, fold, fact_count, NULL
                  FROM metering.late_usage
                 WHERE tenant_id = :tenant
                   AND slice_start >= :from
                   AND slice_start < :to
                   AND (:meter::text IS NULL OR meter_key = :meter::text)
                   AND fold IS NOT NULL
            )
            SELECT meter_key AS meter, late, coalesce(subscription_id, '') || dimensions AS series,
                   ARRAY (SELECT coalesce(dimensions::jsonb ->> name, '')
                            FROM unnest(:groupBy::text[]) WITH ORDINALITY AS wanted (name, place)
                           ORDER BY place) AS dimensions,
                   slice_start AS start, fold, fact_count
              FROM slice
             WHERE NOT EXISTS (
                       SELECT 1
                         FROM jsonb_each(:filter::jsonb) AS wanted (name, accepted)
                        WHERE NOT jsonb_exists(accepted, coalesce(dimensions::jsonb ->> name, '')))
             ORDER BY slice_start
             LIMIT :limit
            """)
    @FetchSize(200)
    Stream<FoldRow> folds(
            String tenant,
            @Nullable MeterKey meter,
            Instant from,
            Instant to,
            List<String> groupBy,
            String filter,
            int limit);

    /**
     * Of each series of levels and samples the last fold before {@code to}, in each lane and of backfills: what holds there.
     * Indexed by the very condition.
     *
     * @param meter null for all
     */
    @SqlQuery("""
            WITH slice AS (
                SELECT false AS late, meter_key, subscription_id, dimensions, slice_start, fold, fact_count, backfill_id
                  FROM metering.usage_ledger
                 WHERE tenant_id = :tenant
                   AND slice_start >= :from
                   AND slice_start < :to
                   AND (:meter::text IS NULL OR meter_key = :meter::text)
                   AND get_byte(fold, 1) >= 6
                   AND (backfill_id IS NULL OR fact_count <> 0)
                 UNION ALL
                SELECT true AS late, meter_key, subscription_id, dimensions, slice_start, fold, fact_count, NULL
                  FROM metering.late_usage
                 WHERE tenant_id = :tenant
                   AND slice_start >= :from
                   AND slice_start < :to
                   AND (:meter::text IS NULL OR meter_key = :meter::text)
                   AND get_byte(fold, 1) >= 6
            )
            SELECT DISTINCT ON (meter, late, backfill_id IS NULL, series)
                   meter_key AS meter, late, coalesce(subscription_id, '') || dimensions AS series,
                   ARRAY (SELECT coalesce(dimensions::jsonb ->> name, '')
                            FROM unnest(:groupBy::text[]) WITH ORDINALITY AS wanted (name, place)
                           ORDER BY place) AS dimensions,
                   slice_start AS start, fold, fact_count
              FROM slice
             WHERE NOT EXISTS (
                       SELECT 1
                         FROM jsonb_each(:filter::jsonb) AS wanted (name, accepted)
                        WHERE NOT jsonb_exists(accepted, coalesce(dimensions::jsonb ->> name, '')))
             ORDER BY meter, late, backfill_id IS NULL, series, slice_start DESC
             LIMIT :limit
            """)
    List<FoldRow> lastLevels(
            String tenant,
            @Nullable MeterKey meter,
            Instant from,
            Instant to,
            List<String> groupBy,
            String filter,
            int limit);
}
