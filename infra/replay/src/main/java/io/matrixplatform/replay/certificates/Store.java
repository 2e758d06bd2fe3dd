package io.matrixplatform.replay.certificates;

import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.replay.platform.ReplayException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL has, read with SQL of its own in one snapshot. Used by one thread. */
final class Store implements AutoCloseable {
    private static final int FETCH = 2_000;
    private final Connection connection;

    private Store(Connection connection) {
        this.connection = connection;
    }

    static Store open(Places places) {
        try {
            Connection connection =
                    DriverManager.getConnection(places.postgresUrl(), places.postgresUser(), places.postgresPassword());
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Store(connection);
        } catch (SQLException away) {
            throw new ReplayException("PostgreSQL cannot be read: " + away.getMessage(), away);
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> void each(String sql, Row<T> mapper, Consumer<T> sink, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sink.accept(mapper.read(rows));
                }
            }
        } catch (SQLException failure) {
            throw new ReplayException("PostgreSQL cannot be read: " + failure.getMessage(), failure);
        }
    }

    private <T> List<T> all(String sql, Row<T> mapper, @Nullable Object... values) {
        List<T> found = new ArrayList<>();
        each(sql, mapper, found::add, values);
        return found;
    }

    /** By tenant, oldest first. */
    List<Stored> certificates() {
        return all(
                """
                SELECT id, tenant_id, kind, coalesce(sequence, 0), starts_at, ends_at, document::text, previous_hash, hash
                  FROM metering.certificate
                 ORDER BY tenant_id, ends_at, id
                """,
                row -> new Stored(
                        new CertificateId(row.getObject(1, UUID.class)).toString(),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        instant(row, 5),
                        instant(row, 6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)));
    }

    List<String> leaves(Stored certificate) {
        return all(
                "SELECT line FROM metering.certificate_leaf WHERE certificate_id = ? ORDER BY place",
                row -> row.getString(1),
                CertificateId.parse(certificate.id()).value());
    }

    /** In order of slices and ids, without what backfills book. */
    void ledger(String tenant, String meter, Instant from, Instant to, Consumer<BookRow> sink) {
        each("""
                SELECT 'ledger', slice_id, meter_key, extract(epoch FROM slice_start)::bigint, quantity, fact_count,
                       concat_ws(chr(10), slice_id, coalesce(subscription_id, ''), meter_key, dimensions,
                                 to_char(slice_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '', '',
                                 trim_scale(quantity), fact_count, coalesce(encode(fold, 'hex'), ''))
                  FROM metering.usage_ledger
                 WHERE tenant_id = ? AND meter_key = ? AND slice_start >= ? AND slice_start < ? AND backfill_id IS NULL
                 ORDER BY slice_start, slice_id
                """, Store::bookRow, sink, tenant, meter, utc(from), utc(to));
    }

    /** What was recorded late on a day, in order of slices and ids. */
    void late(String tenant, String meter, Instant day, Consumer<BookRow> sink) {
        each("""
                SELECT 'late', late_usage_id, meter_key, extract(epoch FROM slice_start)::bigint, quantity, fact_count,
                       concat_ws(chr(10), late_usage_id, coalesce(subscription_id, ''), meter_key, dimensions,
                                 to_char(slice_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                 recorded_on, cause, trim_scale(quantity), fact_count,
                                 coalesce(encode(fold, 'hex'), ''))
                  FROM metering.late_usage
                 WHERE tenant_id = ? AND meter_key = ? AND recorded_on = (?::timestamptz AT TIME ZONE 'UTC')::date
                 ORDER BY slice_start, late_usage_id
                """, Store::bookRow, sink, tenant, meter, utc(day));
    }

    private static BookRow bookRow(ResultSet row) throws SQLException {
        return new BookRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getBigDecimal(5),
                row.getLong(6),
                row.getString(7));
    }

    /** The tenant's meters and those of every tenant. */
    List<Meter> meters(String tenant) {
        return all(
                """
                SELECT key, event_type, aggregation, value_field, expression, filters, grace_seconds, effective_from,
                       archived_from
                  FROM catalog.meter
                 WHERE tenant_id IS NULL OR tenant_id = ?
                """,
                row -> Meter.of(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        List.of((String[]) row.getArray(6).getArray()),
                        Duration.ofSeconds(row.getLong(7)),
                        instant(row, 8),
                        row.getObject(9) == null ? Instant.MAX : instant(row, 9)),
                TenantId.parse(tenant).value());
    }

    /** Every version that ever was in force. */
    List<Rule> rules() {
        return all(
                """
                SELECT model, max_input_tokens, max_output_tokens, max_context_tokens, parts_within_whole, hold_estimated,
                       require_usage, effective_from, effective_until
                  FROM catalog.usage_rule
                """,
                row -> new Rule(
                        row.getString(1),
                        limit(row.getBigDecimal(2)),
                        limit(row.getBigDecimal(3)),
                        limit(row.getBigDecimal(4)),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        instant(row, 8),
                        row.getObject(9) == null ? Instant.MAX : instant(row, 9)));
    }

    private static long limit(@Nullable BigDecimal found) {
        return found == null ? Long.MAX_VALUE : found.longValueExact();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(java.time.ZoneOffset.UTC);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException unimportant) {
            // It was only read from.
        }
    }
}
