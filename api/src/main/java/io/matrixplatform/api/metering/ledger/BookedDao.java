package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

@RegisterConstructorMapper(BookedSlice.class)
interface BookedDao {
    @SqlQuery("""
            SELECT subscription_id, dimensions, quantity, fold, fact_count
              FROM metering.usage_ledger
             WHERE tenant_id = :tenant
               AND slice_start = :start
               AND meter_key = :meter
               AND backfill_id IS NULL
             UNION ALL
            SELECT subscription_id, dimensions, quantity, fold, fact_count
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND slice_start = :start
               AND meter_key = :meter
            """)
    List<BookedSlice> slice(String tenant, MeterKey meter, Instant start);

    @SqlQuery("""
            SELECT slice_start
              FROM metering.usage_ledger
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND meter_key = :meter
               AND backfill_id IS NULL
             UNION
            SELECT slice_start
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND meter_key = :meter
             ORDER BY 1
            """)
    List<Instant> starts(String tenant, MeterKey meter, Instant from, Instant to);

    @SqlQuery("""
            SELECT dimensions
              FROM metering.usage_ledger
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND meter_key = :meter
               AND (backfill_id IS NULL OR fact_count <> 0)
             UNION
            SELECT dimensions
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND slice_start >= :from
               AND slice_start < :to
               AND meter_key = :meter
            """)
    List<String> dimensions(String tenant, MeterKey meter, Instant from, Instant to);
}
