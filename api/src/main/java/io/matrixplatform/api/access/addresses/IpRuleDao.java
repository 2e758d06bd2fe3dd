package io.matrixplatform.api.access.addresses;

import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(IpRules.class)
interface IpRuleDao {
    @SqlQuery("""
            SELECT ip_allow AS allow, ip_deny AS deny, countries_allow, countries_deny, ip_rules_version AS version
              FROM access.tenant
             WHERE id = :tenant
            """)
    Optional<IpRules> find(TenantId tenant);

    @SqlQuery("""
            SELECT ip_allow AS allow, ip_deny AS deny, countries_allow, countries_deny, ip_rules_version AS version
              FROM access.tenant
             WHERE id = :tenant
               FOR UPDATE
            """)
    IpRules getToChange(TenantId tenant);

    @SqlUpdate("""
            UPDATE access.tenant
               SET ip_allow = :rules.allow,
                   ip_deny = :rules.deny,
                   countries_allow = :rules.countriesAllow,
                   countries_deny = :rules.countriesDeny,
                   ip_rules_version = :rules.version
             WHERE id = :tenant
            """)
    void put(TenantId tenant, @BindMethods("rules") IpRules rules);

    /** @return false if the audit log has heard of it in this hour */
    @SqlUpdate("""
            INSERT INTO access.refused_address (tenant_id, address, hour)
            VALUES (:tenant, :address, :hour)
                ON CONFLICT (tenant_id, address, hour) DO NOTHING
            """)
    boolean noteRefusal(TenantId tenant, String address, Instant hour);

    @SqlUpdate("""
            DELETE FROM access.refused_address
             WHERE tenant_id = :tenant
               AND hour < :hour
            """)
    void forgetRefusalsBefore(TenantId tenant, Instant hour);
}
