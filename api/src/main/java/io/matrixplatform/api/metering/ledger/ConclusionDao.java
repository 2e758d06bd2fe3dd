package io.matrixplatform.api.metering.ledger;

import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Writes conclusions down: of two with one id the one with the larger order number stays. */
interface ConclusionDao {
    @SqlUpdate("""
            INSERT INTO metering.usage_ledger AS held
                   (slice_id, tenant_id, subscription_id, meter_key, dimensions, slice_start, quantity, fact_count,
                    order_number, fold, backfill_id)
            SELECT id, tenant_id, subscription_id, meter_key, dimensions, to_timestamp(slice_start), quantity,
                   fact_count, order_number, decode(fold, 'hex'), backfill_id
              FROM unnest(:ids::text[], :tenantIds::text[], :subscriptionIds::text[], :meterKeys::text[],
                          :dimensions::text[], :sliceStartSeconds::bigint[], :quantities::numeric[],
                          :factCounts::bigint[], :orderNumbers::bigint[], :folds::text[],
                          :backfillIds::text[])
                AS fresh (id, tenant_id, subscription_id, meter_key, dimensions, slice_start, quantity, fact_count,
                          order_number, fold, backfill_id)
                ON CONFLICT (slice_id) DO UPDATE
               SET quantity = excluded.quantity,
                   fact_count = excluded.fact_count,
                   order_number = excluded.order_number,
                   fold = excluded.fold,
                   backfill_id = excluded.backfill_id
             WHERE held.order_number < excluded.order_number
            """)
    void upsertLedger(@BindMethods ConclusionColumns columns);

    @SqlUpdate("""
            INSERT INTO metering.late_usage AS held
                   (late_usage_id, tenant_id, subscription_id, meter_key, dimensions, slice_start, recorded_on,
                    cause, quantity, fact_count, order_number, fold)
            SELECT id, tenant_id, subscription_id, meter_key, dimensions, to_timestamp(slice_start),
                   recorded_on::date, cause, quantity, fact_count, order_number, decode(fold, 'hex')
              FROM unnest(:ids::text[], :tenantIds::text[], :subscriptionIds::text[], :meterKeys::text[],
                          :dimensions::text[], :sliceStartSeconds::bigint[], :recordedOn::text[],
                          :causes::text[], :quantities::numeric[], :factCounts::bigint[], :orderNumbers::bigint[],
                          :folds::text[])
                AS fresh (id, tenant_id, subscription_id, meter_key, dimensions, slice_start, recorded_on, cause,
                          quantity, fact_count, order_number, fold)
                ON CONFLICT (late_usage_id) DO UPDATE
               SET quantity = excluded.quantity,
                   fact_count = excluded.fact_count,
                   order_number = excluded.order_number,
                   fold = excluded.fold
             WHERE held.order_number < excluded.order_number
            """)
    void upsertLate(@BindMethods ConclusionColumns columns);
}
