package io.matrixplatform.api.metering.quarantine;

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

@RegisterConstructorMapper(HeldCall.class)
@RegisterConstructorMapper(HeldCount.class)
interface QuarantineDao {
    @SqlBatch("""
            INSERT INTO metering.quarantine
                   (id, state, tenant_id, event_id, source, occurred_at, recorded_at, model, route, status,
                    input_tokens, output_tokens, cached_input_tokens, reasoning_output_tokens, estimated, amends,
                    rule_model, rule_version, reason, detail, said)
            VALUES (:id, 'HELD', :tenantId, :eventId, :source, :occurredAt, :recordedAt, :model, :route, :status,
                    :inputTokens, :outputTokens, :cachedInputTokens, :reasoningOutputTokens, :estimated, :amends,
                    :ruleModel, :ruleVersion, :reason, :detail, :said)
                ON CONFLICT DO NOTHING
            """)
    void insert(@BindMethods List<HeldCall> calls, List<byte[]> said);

    @SqlQuery("""
            SELECT id, state, tenant_id, event_id, source, occurred_at, recorded_at, model, route, status,
                   input_tokens, output_tokens, cached_input_tokens, reasoning_output_tokens, estimated, amends,
                   rule_model, rule_version, reason, detail, decided_at, decided_by, note
              FROM metering.quarantine
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND recorded_at >= :from
               AND recorded_at < :to
               AND (:filter.state::text IS NULL OR state = :filter.state::text)
               AND (:filter.reason::text IS NULL OR reason = :filter.reason::text)
               AND (:filter.model::text IS NULL OR model = :filter.model::text)
               AND (recorded_at, id) < (:before, :beforeId)
             ORDER BY recorded_at DESC, id DESC
             LIMIT :limit
            """)
    List<HeldCall> list(
            @Nullable String tenant,
            Instant from,
            Instant to,
            @BindMethods("filter") HeldFilter filter,
            Instant before,
            String beforeId,
            int limit);

    @SqlQuery("""
            SELECT id, state, tenant_id, event_id, source, occurred_at, recorded_at, model, route, status,
                   input_tokens, output_tokens, cached_input_tokens, reasoning_output_tokens, estimated, amends,
                   rule_model, rule_version, reason, detail, decided_at, decided_by, note
              FROM metering.quarantine
             WHERE tenant_id = :tenant
               AND recorded_at >= :from
               AND recorded_at < :to
               AND (:filter.state::text IS NULL OR state = :filter.state::text)
               AND (:filter.reason::text IS NULL OR reason = :filter.reason::text)
               AND (:filter.model::text IS NULL OR model = :filter.model::text)
             ORDER BY recorded_at, id
            """)
    @FetchSize(500)
    Stream<HeldCall> export(String tenant, Instant from, Instant to, @BindMethods("filter") HeldFilter filter);

    @SqlQuery("""
            SELECT reason, state, count(*) AS count
              FROM metering.quarantine
             WHERE (:tenant::text IS NULL OR tenant_id = :tenant::text)
               AND recorded_at >= :from
               AND recorded_at < :to
             GROUP BY reason, state
             ORDER BY count DESC, reason, state
            """)
    List<HeldCount> counts(@Nullable String tenant, Instant from, Instant to);

    /** Locks it until the transaction ends. */
    @SqlQuery("""
            SELECT id, state, tenant_id, event_id, source, occurred_at, recorded_at, model, route, status,
                   input_tokens, output_tokens, cached_input_tokens, reasoning_output_tokens, estimated, amends,
                   rule_model, rule_version, reason, detail, decided_at, decided_by, note
              FROM metering.quarantine
             WHERE id = :id
               FOR UPDATE
            """)
    Optional<HeldCall> findToDecide(String id);

    @SqlQuery("SELECT said FROM metering.quarantine WHERE id = :id")
    Optional<byte[]> said(String id);

    @SqlUpdate("""
            UPDATE metering.quarantine
               SET state = :state,
                   decided_at = :decidedAt,
                   decided_by = :decidedBy,
                   note = :note
             WHERE id = :id
               AND state = 'HELD'
            """)
    void decide(@BindMethods HeldCall call);

    /** What was said of the released calls of a tenant that occurred in a time. */
    @SqlQuery("""
            SELECT said
              FROM metering.quarantine
             WHERE tenant_id = :tenant
               AND occurred_at >= :from
               AND occurred_at < :to
               AND state = 'RELEASED'
            """)
    List<byte[]> released(String tenant, Instant from, Instant to);
}
