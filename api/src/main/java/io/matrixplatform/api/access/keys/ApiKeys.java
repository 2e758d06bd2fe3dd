package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.platform.problems.ProblemType.API_KEY_NOT_FOUND;

import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The API keys of the tenants: mint, list, revoke, recognise. Thread-safe. */
public final class ApiKeys {
    private final Jdbi jdbi;
    private final ApiKeyAnnouncements announcements;
    private final TimeOrderedUuids uuids;
    private final SecureRandom random;
    private final InstantSource clock;

    public ApiKeys(
            Jdbi jdbi, SchemaRegistry registry, TimeOrderedUuids uuids, SecureRandom random, InstantSource clock) {
        this.jdbi = jdbi;
        this.announcements = new ApiKeyAnnouncements(registry);
        this.uuids = uuids;
        this.random = random;
        this.clock = clock;
    }

    /** @throws ProblemException {@code INVALID_FIELD} */
    MintedApiKey mint(TenantId tenant, NewApiKey wanted) {
        Instant now = now();
        List<Scope> scopes = wanted.wantedScopes(now);
        ApiKeySecret secret = ApiKeySecret.mint(random);
        ApiKey key = new ApiKey(
                new ApiKeyId(uuids.next()),
                tenant,
                wanted.name().strip(),
                secret.lastFour(),
                scopes.stream().map(Scope::toString).toList(),
                now,
                wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS),
                null,
                secret.hash(),
                1);
        jdbi.useTransaction(transaction -> {
            transaction.attach(ApiKeyDao.class).insert(key);
            announcements.announce(transaction, key);
        });
        return new MintedApiKey(key, secret.text());
    }

    /** Oldest first, revoked ones included. */
    Page<ApiKey> list(TenantId tenant, PageRequest request) {
        @Nullable ApiKeyId after =
                request.after(1, cursor -> ApiKeyId.parse(cursor.key().get(0))).orElse(null);
        List<ApiKey> rows = jdbi.withExtension(ApiKeyDao.class, dao -> dao.list(tenant, after, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(last.id().toString()));
    }

    /**
     * Revokes for ever; once more changes nothing.
     *
     * @throws ProblemException {@code API_KEY_NOT_FOUND} if the tenant has no such key
     */
    void revoke(TenantId tenant, ApiKeyId id) {
        jdbi.useTransaction(transaction -> {
            ApiKeyDao dao = transaction.attach(ApiKeyDao.class);
            ApiKey key = dao.findToChange(tenant, id)
                    .orElseThrow(() -> new ProblemException(API_KEY_NOT_FOUND, "the tenant has no API key " + id));
            if (key.revokedAt() == null) {
                announcements.announce(transaction, dao.revoke(tenant, id, now()));
            }
        });
    }

    /** The key with this secret, if it may be used now. Expired, revoked and unknown ones are not told apart. */
    public Optional<ApiKey> recognise(ApiKeySecret secret) {
        return jdbi.withExtension(ApiKeyDao.class, dao -> dao.findValid(secret.hash(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
