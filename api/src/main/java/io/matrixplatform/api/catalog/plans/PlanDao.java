package io.matrixplatform.api.catalog.plans;

import io.matrixplatform.model.catalog.PlanKey;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Plan.class)
interface PlanDao {
    @SqlQuery("""
            SELECT key, name, description, self_service
              FROM catalog.plan
             WHERE key = :key
            """)
    Optional<Plan> find(PlanKey key);

    @SqlQuery("""
            SELECT key, name, description, self_service
              FROM catalog.plan
             WHERE :after::text IS NULL
                OR position > (SELECT position FROM catalog.plan WHERE key = :after::text)
             ORDER BY position
             LIMIT :limit
            """)
    List<Plan> list(@Nullable PlanKey after, int limit);
}
