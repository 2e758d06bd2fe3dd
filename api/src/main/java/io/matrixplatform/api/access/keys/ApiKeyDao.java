package io.matrixplatform.api.access.keys;

import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ApiKey.class)
interface ApiKeyDao {
    @SqlUpdate("""
            INSERT INTO access.api_key
                   (tenant_id, id, name, key_hash, last_four, scopes, models, cidrs, created_at, expires_at,
                    rotated_from, first_id, version)
            VALUES (:tenantId, :id, :name, :keyHash, :lastFour, :scopes, :models, :cidrs, :createdAt, :expiresAt,
                    :rotatedFrom, :firstId, :version)
            """)
    void insert(@BindMethods ApiKey key);

    @SqlQuery("""
            SELECT id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                   rotated_from, first_id, key_hash, version
              FROM access.api_key
             WHERE tenant_id = :tenant
               AND id = :id
            """)
    Optional<ApiKey> find(TenantId tenant, ApiKeyId id);

    @SqlQuery("""
            SELECT id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                   rotated_from, first_id, key_hash, version
              FROM access.api_key
             WHERE tenant_id = :tenant
               AND id = :id
               FOR UPDATE
            """)
    Optional<ApiKey> findToChange(TenantId tenant, ApiKeyId id);

    @SqlQuery("""
            SELECT id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                   rotated_from, first_id, key_hash, version
              FROM access.api_key
             WHERE tenant_id = :tenant
               AND (:after::uuid IS NULL OR id > :after::uuid)
             ORDER BY id
             LIMIT :limit
            """)
    List<ApiKey> list(TenantId tenant, @Nullable ApiKeyId after, int limit);

    @SqlQuery("""
            UPDATE access.api_key
               SET revoked_at = :now,
                   version = version + 1
             WHERE tenant_id = :tenant
               AND id = :id
            RETURNING id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                      rotated_from, first_id, key_hash, version
            """)
    ApiKey revoke(TenantId tenant, ApiKeyId id, Instant now);

    @SqlQuery("""
            UPDATE access.api_key
               SET name = :name,
                   scopes = :scopes,
                   models = :models,
                   cidrs = :cidrs,
                   expires_at = :expiresAt,
                   version = version + 1
             WHERE tenant_id = :tenantId
               AND id = :id
            RETURNING id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                      rotated_from, first_id, key_hash, version
            """)
    ApiKey change(@BindMethods ApiKey key);

    /** Counts a change of every key that is not revoked. */
    @SqlQuery("""
            UPDATE access.api_key
               SET version = version + 1
             WHERE tenant_id = :tenant
               AND revoked_at IS NULL
            RETURNING id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                      rotated_from, first_id, key_hash, version
            """)
    List<ApiKey> touchAll(TenantId tenant);

    /** By the hash of what the caller presents, which is why this one has no tenant. */
    @SqlQuery("""
            SELECT id, tenant_id, name, last_four, scopes, models, cidrs, created_at, expires_at, revoked_at,
                   rotated_from, first_id, key_hash, version
              FROM access.api_key
             WHERE key_hash = :keyHash
               AND revoked_at IS NULL
               AND (expires_at IS NULL OR expires_at > :now)
            """)
    Optional<ApiKey> findValid(String keyHash, Instant now);

    /** Every key that may be used now, with the first of its line. */
    @SqlQuery("""
            SELECT id, first_id
              FROM access.api_key
             WHERE tenant_id = :tenant
               AND revoked_at IS NULL
               AND (expires_at IS NULL OR expires_at > :now)
            """)
    @KeyColumn("id")
    @ValueColumn("first_id")
    Map<ApiKeyId, ApiKeyId> usable(TenantId tenant, Instant now);
}
