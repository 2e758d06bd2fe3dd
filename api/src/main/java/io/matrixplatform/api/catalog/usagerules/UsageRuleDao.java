package io.matrixplatform.api.catalog.usagerules;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(UsageRule.class)
interface UsageRuleDao {
    /** @return false if the model has this version already */
    @SqlUpdate("""
            INSERT INTO catalog.usage_rule
                   (model, version, max_input_tokens, max_output_tokens, max_context_tokens, parts_within_whole,
                    hold_estimated, require_usage, effective_from, effective_until, created_at)
            VALUES (:model, :version, :maxInputTokens, :maxOutputTokens, :maxContextTokens, :partsWithinWhole,
                    :holdEstimated, :requireUsage, :effectiveFrom, :effectiveUntil, :createdAt)
                ON CONFLICT DO NOTHING
            """)
    boolean insert(@BindMethods UsageRule rule);

    @SqlUpdate("""
            UPDATE catalog.usage_rule
               SET effective_until = :effectiveUntil
             WHERE model = :model
               AND version = :version
               AND effective_until IS NULL
            """)
    void end(@BindMethods UsageRule rule);

    /** The newest version of a model's rule, whether it has ended or not; locks it until the transaction ends. */
    @SqlQuery("""
            SELECT model, version, max_input_tokens, max_output_tokens, max_context_tokens, parts_within_whole,
                   hold_estimated, require_usage, effective_from, effective_until, created_at
              FROM catalog.usage_rule
             WHERE model = :model
             ORDER BY version DESC
             LIMIT 1
               FOR UPDATE
            """)
    Optional<UsageRule> newestToChange(String model);

    @SqlQuery("""
            SELECT model, version, max_input_tokens, max_output_tokens, max_context_tokens, parts_within_whole,
                   hold_estimated, require_usage, effective_from, effective_until, created_at
              FROM catalog.usage_rule
             WHERE model = :model
               AND effective_until IS NULL
            """)
    Optional<UsageRule> find(String model);

    @SqlQuery("""
            SELECT model, version, max_input_tokens, max_output_tokens, max_context_tokens, parts_within_whole,
                   hold_estimated, require_usage, effective_from, effective_until, created_at
              FROM catalog.usage_rule
             WHERE effective_until IS NULL
               AND (:after::text IS NULL OR model > :after::text)
             ORDER BY model
             LIMIT :limit
            """)
    List<UsageRule> list(@Nullable String after, int limit);

    @SqlQuery("""
            SELECT model, version, max_input_tokens, max_output_tokens, max_context_tokens, parts_within_whole,
                   hold_estimated, require_usage, effective_from, effective_until, created_at
              FROM catalog.usage_rule
             ORDER BY model, version
             LIMIT :limit
            """)
    List<UsageRule> history(int limit);
}
