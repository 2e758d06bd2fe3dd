package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.model.ids.CertificateId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.FetchSize;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(IssuedDocument.class)
@RegisterConstructorMapper(ChainEnd.class)
@RegisterConstructorMapper(CertificateOrder.class)
interface CertificateDao {
    @SqlUpdate("""
            INSERT INTO metering.certificate
                   (id, tenant_id, kind, sequence, starts_at, ends_at, document, previous_hash, hash)
            VALUES (:id, :tenant, :kind, :sequence, :startsAt, :endsAt, :document::json, :previousHash, :hash)
            """)
    void insert(
            CertificateId id,
            String tenant,
            Certificate.Kind kind,
            @Nullable Long sequence,
            Instant startsAt,
            Instant endsAt,
            String document,
            String previousHash,
            String hash);

    @SqlBatch("""
            INSERT INTO metering.certificate_leaf (certificate_id, place, line)
            VALUES (:id, :place, :line)
            """)
    void insertLeaves(CertificateId id, List<Integer> place, List<String> line);

    /** The newest day of a tenant. */
    @SqlQuery("""
            SELECT tenant_id AS tenant, sequence, ends_at, hash
              FROM metering.certificate
             WHERE tenant_id = :tenant
               AND kind = 'DAY'
             ORDER BY sequence DESC
             LIMIT 1
            """)
    Optional<ChainEnd> chainEnd(String tenant);

    /** The same of every tenant that has one. */
    @SqlQuery("""
            SELECT DISTINCT ON (tenant_id) tenant_id AS tenant, sequence, ends_at, hash
              FROM metering.certificate
             WHERE kind = 'DAY'
             ORDER BY tenant_id, sequence DESC
            """)
    List<ChainEnd> chainEnds();

    @SqlQuery("""
            SELECT document::text AS document, hash
              FROM metering.certificate
             WHERE tenant_id = :tenant
               AND id = :id
            """)
    Optional<IssuedDocument> find(String tenant, CertificateId id);

    /** Newest first; of two of one end the one that was drawn up last. */
    @SqlQuery("""
            SELECT document::text AS document, hash
              FROM metering.certificate
             WHERE tenant_id = :tenant
               AND (:beforeEnd::timestamptz IS NULL
                    OR (ends_at, id) < (:beforeEnd::timestamptz, :beforeId::uuid))
             ORDER BY ends_at DESC, id DESC
             LIMIT :limit
            """)
    List<IssuedDocument> list(String tenant, @Nullable Instant beforeEnd, @Nullable CertificateId beforeId, int limit);

    @SqlQuery("""
            SELECT line
              FROM metering.certificate_leaf
             WHERE certificate_id = :id
             ORDER BY place
            """)
    @FetchSize(1_000)
    Stream<String> leaves(CertificateId id);

    @SqlUpdate("""
            INSERT INTO metering.certificate_order (id, tenant_id, starts_at, ends_at, ordered_at)
            VALUES (:id, :tenantId, :from, :until, :orderedAt)
            """)
    void insertOrder(@BindMethods CertificateOrder order);

    @SqlQuery("""
            SELECT o.id, o.tenant_id, o.starts_at AS "from", o.ends_at AS until, o.ordered_at,
                   CASE WHEN c.id IS NOT NULL THEN 'ISSUED' WHEN o.failure IS NOT NULL THEN 'FAILED' ELSE 'WAITING' END
                   AS state, o.failure
              FROM metering.certificate_order AS o
              LEFT JOIN metering.certificate AS c ON c.id = o.id
             WHERE o.id = :id
            """)
    Optional<CertificateOrder> findOrder(CertificateId id);

    /** Oldest first. */
    @SqlQuery("""
            SELECT o.id, o.tenant_id, o.starts_at AS "from", o.ends_at AS until, o.ordered_at, 'WAITING' AS state,
                   o.failure
              FROM metering.certificate_order AS o
             WHERE o.failure IS NULL
               AND NOT EXISTS (SELECT 1 FROM metering.certificate AS c WHERE c.id = o.id)
             ORDER BY o.ordered_at, o.id
             LIMIT 100
            """)
    List<CertificateOrder> waiting();

    @SqlUpdate("UPDATE metering.certificate_order SET failure = :failure WHERE id = :id")
    void fail(CertificateId id, String failure);

    /** When the earliest fact was recorded that one of the window is in conflict with, by its day; null for none. */
    @SqlQuery("""
            SELECT min(first_recorded_on)::timestamp AT TIME ZONE 'UTC'
              FROM metering.usage_conflict
             WHERE tenant_id = :tenant
               AND recorded_at >= :from
               AND recorded_at < :to
            """)
    @Nullable Instant conflictsSince(String tenant, Instant from, Instant to);
}
