package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.model.metering.MeterKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What metering has booked. What backfills book stands beside it, can be taken back, and is not certified. */
@RegisterConstructorMapper(BookRow.class)
interface BookDao {
    @SqlQuery("""
            SELECT slice_id AS id, subscription_id, meter_key, dimensions, slice_start, NULL::date AS recorded_on,
                   NULL::text AS cause, quantity, fact_count, encode(fold, 'hex') AS fold
              FROM metering.usage_ledger
             WHERE tenant_id = :tenant
               AND meter_key = :meter
               AND slice_start >= :from
               AND slice_start < :to
               AND backfill_id IS NULL
             ORDER BY slice_start, slice_id
            """)
    @FetchSize(1_000)
    Stream<BookRow> ledger(String tenant, MeterKey meter, Instant from, Instant to);

    /** @param from when the first slice can start, and {@code to} before which the last one must, for the index */
    @SqlQuery("""
            SELECT late_usage_id AS id, subscription_id, meter_key, dimensions, slice_start, recorded_on, cause, quantity,
                   fact_count, encode(fold, 'hex') AS fold
              FROM metering.late_usage
             WHERE tenant_id = :tenant
               AND meter_key = :meter
               AND slice_start >= :from
               AND slice_start < :to
               AND recorded_on = :recordedOn
             ORDER BY slice_start, late_usage_id
            """)
    @FetchSize(1_000)
    Stream<BookRow> late(String tenant, MeterKey meter, Instant from, Instant to, LocalDate recordedOn);
}
