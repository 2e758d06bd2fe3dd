package io.matrixplatform.api.inference.routes;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterColumnMapper;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ModelRoute.class)
@RegisterColumnMapper(Upstream.Column.class)
interface ModelRouteDao {
    /**
     * Writes the version after the one that stands, or the first.
     *
     * @return false if somebody else was faster
     */
    @SqlUpdate("""
            INSERT INTO inference.model_route AS stands
                   (model, version, upstreams, context_tokens, max_output_tokens, created_at, changed_at, retired)
            VALUES (:model, :version, :upstreamTexts, :contextTokens, :maxOutputTokens, :createdAt, :changedAt, :retired)
                ON CONFLICT (model) DO UPDATE
               SET version = :version,
                   upstreams = :upstreamTexts,
                   context_tokens = :contextTokens,
                   max_output_tokens = :maxOutputTokens,
                   changed_at = :changedAt,
                   retired = :retired
             WHERE stands.version = :version - 1
            """)
    boolean write(@BindMethods ModelRoute route);

    /** Retired or not; locks it until the transaction ends. */
    @SqlQuery("""
            SELECT model, version, upstreams, context_tokens, max_output_tokens, created_at, changed_at, retired
              FROM inference.model_route
             WHERE model = :model
               FOR UPDATE
            """)
    Optional<ModelRoute> findToChange(String model);

    @SqlQuery("""
            SELECT model, version, upstreams, context_tokens, max_output_tokens, created_at, changed_at, retired
              FROM inference.model_route
             WHERE model = :model
               AND NOT retired
            """)
    Optional<ModelRoute> find(String model);

    @SqlQuery("""
            SELECT model, version, upstreams, context_tokens, max_output_tokens, created_at, changed_at, retired
              FROM inference.model_route
             WHERE NOT retired
               AND (:after::text IS NULL OR model > :after::text)
             ORDER BY model
             LIMIT :limit
            """)
    List<ModelRoute> list(@Nullable String after, int limit);
}
