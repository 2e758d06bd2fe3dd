package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.platform.problems.ProblemType.API_KEY_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
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
    private final AuditLog audit;
    private final TimeOrderedUuids uuids;
    private final SecureRandom random;
    private final InstantSource clock;

    public ApiKeys(Platform platform, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.announcements = new ApiKeyAnnouncements(platform.registry());
        this.audit = audit;
        this.uuids = platform.uuids();
        this.random = platform.random();
        this.clock = platform.clock();
    }

    /** @throws ProblemException {@code INVALID_FIELD} */
    MintedApiKey mint(Actor actor, TenantId tenant, NewApiKey wanted) {
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
            audit.append(transaction, event(actor, "api-key.minted", null, key));
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
    void revoke(Actor actor, TenantId tenant, ApiKeyId id) {
        jdbi.useTransaction(transaction -> {
            ApiKeyDao dao = transaction.attach(ApiKeyDao.class);
            ApiKey key = dao.findToChange(tenant, id)
                    .orElseThrow(() -> new ProblemException(API_KEY_NOT_FOUND, "the tenant has no API key " + id));
            if (key.revokedAt() == null) {
                ApiKey revoked = dao.revoke(tenant, id, now());
                announcements.announce(transaction, revoked);
                audit.append(transaction, event(actor, "api-key.revoked", key, revoked));
            }
        });
    }

    /** The key with this secret, if it may be used now. Expired, revoked and unknown ones are not told apart. */
    public Optional<ApiKey> recognise(ApiKeySecret secret) {
        return jdbi.withExtension(ApiKeyDao.class, dao -> dao.findValid(secret.hash(), now()));
    }

    private static AuditEvent event(Actor actor, String action, @Nullable ApiKey before, ApiKey after) {
        return new AuditEvent(actor, after.tenantId(), action, after.id().toString(), before, after);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
