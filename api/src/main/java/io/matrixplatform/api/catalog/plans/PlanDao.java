package io.matrixplatform.api.catalog.plans;

import io.matrixplatform.model.catalog.PlanKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(Plan.class)
interface PlanDao {
    @SqlQuery("""
            SELECT key, name, description, self_service, version,
                   (SELECT late_usage FROM catalog.plan_late_policy WHERE plan = key ORDER BY effective_from DESC LIMIT 1)
              FROM catalog.plan
             WHERE key = :key
            """)
    Optional<Plan> find(PlanKey key);

    /** Holds other changes off until the transaction ends. */
    @SqlQuery("SELECT key FROM catalog.plan WHERE key = :key FOR UPDATE")
    Optional<PlanKey> lock(PlanKey key);

    @SqlUpdate("""
            UPDATE catalog.plan
               SET version = version + 1
             WHERE key = :key
            """)
    void raiseVersion(PlanKey key);

    @SqlUpdate("""
            INSERT INTO catalog.plan_late_policy (plan, effective_from, late_usage)
            VALUES (:plan, :effectiveFrom, :lateUsage)
            """)
    void putPolicy(PlanKey plan, Instant effectiveFrom, LatePolicy lateUsage);

    @SqlQuery("SELECT plan, effective_from, late_usage FROM catalog.plan_late_policy")
    @RegisterConstructorMapper(LatePolicies.Version.class)
    List<LatePolicies.Version> policies();

    @SqlQuery("""
            SELECT key, name, description, self_service, version,
                   (SELECT late_usage FROM catalog.plan_late_policy WHERE plan = key ORDER BY effective_from DESC LIMIT 1)
              FROM catalog.plan
             WHERE :after::text IS NULL
                OR position > (SELECT position FROM catalog.plan WHERE key = :after::text)
             ORDER BY position
             LIMIT :limit
            """)
    List<Plan> list(@Nullable PlanKey after, int limit);
}
