package io.matrixplatform.api.access.keys;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface SubscriptionStampDao {
    /** @return false if it is that already */
    @SqlUpdate("""
            UPDATE access.tenant
               SET subscription_id = :subscription::uuid,
                   plan = :plan::text
             WHERE id = :tenant
               AND (subscription_id IS DISTINCT FROM :subscription::uuid OR plan IS DISTINCT FROM :plan::text)
            """)
    boolean change(TenantId tenant, @Nullable SubscriptionId subscription, @Nullable PlanKey plan);

    /** Held until the transaction ends, so that no key is announced with what has just changed. */
    @SqlQuery("""
            SELECT subscription_id, plan, ip_allow, ip_deny, countries_allow, countries_deny
              FROM access.tenant
             WHERE id = :tenant
               FOR SHARE
            """)
    @RegisterConstructorMapper(TenantStamp.class)
    Optional<TenantStamp> hold(TenantId tenant);

    @SqlQuery("""
            SELECT subscription_id, plan, ip_allow, ip_deny, countries_allow, countries_deny
              FROM access.tenant
             WHERE id = :tenant
            """)
    @RegisterConstructorMapper(TenantStamp.class)
    Optional<TenantStamp> find(TenantId tenant);
}
