package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.platform.problems.ProblemType.API_KEY_NOT_ACTIVE;
import static io.matrixplatform.api.platform.problems.ProblemType.API_KEY_NOT_FOUND;
import static io.matrixplatform.api.platform.problems.ProblemType.KEY_EXCEEDS_MAKER;
import static io.matrixplatform.api.platform.problems.ProblemType.TOO_MANY_API_KEYS;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.keyusage.KeyUsages;
import io.matrixplatform.api.access.limits.LimitOwner;
import io.matrixplatform.api.access.limits.LimitSets;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The API keys of the tenants: mint, change, rotate, list, revoke, recognise. Thread-safe. */
public final class ApiKeys {
    private final Jdbi jdbi;
    /** Of one tenant: far more than anybody has programs, and few enough for every edge to hold those of all. */
    private static final int MOST_USABLE = 1_000;

    private final ApiKeyAnnouncements announcements;
    private final AuditLog audit;
    private final LimitSets limits;
    private final TimeOrderedUuids uuids;
    private final SecureRandom random;
    private final InstantSource clock;

    public ApiKeys(Platform platform, AuditLog audit, LimitSets limits) {
        this.jdbi = platform.jdbi();
        this.announcements = new ApiKeyAnnouncements(platform.registry());
        this.audit = audit;
        this.limits = limits;
        this.uuids = platform.uuids();
        this.random = platform.random();
        this.clock = platform.clock();
    }

    /**
     * What {@code caller} can give to a key of {@code tenant}: its own scopes there, and if it is a key itself, no more
     * models, addresses or time than it has.
     */
    Maker maker(Caller caller, TenantId tenant) {
        Set<Scope> scopes = caller.scopesIn(tenant);
        Actor actor = caller.actor();
        if (actor.kind() != Actor.Kind.API_KEY) {
            return new Maker(actor, new ApiKeyTerms(scopes, List.of(), List.of(), null));
        }
        ApiKeyTerms own = ApiKeyTerms.of(get(tenant, ApiKeyId.parse(actor.id())));
        return new Maker(actor, new ApiKeyTerms(scopes, own.models(), own.ranges(), own.expiresAt()));
    }

    /** @throws ProblemException {@code INVALID_FIELD}, {@code KEY_EXCEEDS_MAKER}, {@code TOO_MANY_API_KEYS} */
    MintedApiKey mint(Maker maker, TenantId tenant, NewApiKey wanted) {
        demandUnlimited(maker.actor(), tenant);
        ApiKeyTerms terms = wanted.wantedTerms().proven(now());
        maker.demand(terms);
        return jdbi.inTransaction(transaction -> {
            MintedApiKey minted = insert(transaction, tenant, wanted.name().strip(), terms, null);
            audit.append(transaction, event(maker.actor(), "api-key.minted", null, minted.key()));
            return minted;
        });
    }

    /**
     * Changes a key that is neither revoked nor expired.
     *
     * @param demandVersion refuses a version that is not the one the change is based on
     * @throws ProblemException {@code API_KEY_NOT_FOUND}, {@code API_KEY_NOT_ACTIVE}, {@code INVALID_FIELD}, {@code
     *     KEY_EXCEEDS_MAKER}
     */
    ApiKey change(Maker maker, TenantId tenant, ApiKeyId id, LongConsumer demandVersion, ApiKeyChange wanted) {
        return jdbi.inTransaction(transaction -> {
            ApiKey before = lockActive(transaction, tenant, id);
            demandVersion.accept(before.version());
            ApiKeyTerms terms = wanted.over(before).proven(now());
            maker.demand(terms);
            ApiKey after = change(transaction, before.under(wanted.nameOr(before.name()), terms));
            audit.append(transaction, event(maker.actor(), "api-key.changed", before, after));
            return after;
        });
    }

    /**
     * Mints a successor of the same terms and limits; the key itself expires after {@code overlap}, or when it would have anyway.
     *
     * @throws ProblemException {@code API_KEY_NOT_FOUND}, {@code API_KEY_NOT_ACTIVE}, {@code KEY_EXCEEDS_MAKER}, {@code
     *     TOO_MANY_API_KEYS}
     */
    MintedApiKey rotate(Maker maker, TenantId tenant, ApiKeyId id, Duration overlap) {
        return jdbi.inTransaction(transaction -> {
            ApiKey before = lockActive(transaction, tenant, id);
            ApiKeyTerms terms = ApiKeyTerms.of(before);
            maker.demand(terms);
            Instant end = now().plus(overlap);
            Instant expiry = before.expiresAt() == null || end.isBefore(before.expiresAt()) ? end : before.expiresAt();
            ApiKey after = change(
                    transaction,
                    before.under(
                            before.name(), new ApiKeyTerms(terms.scopes(), terms.models(), terms.ranges(), expiry)));
            MintedApiKey successor = insert(transaction, tenant, before.name(), terms, before);
            limits.copy(
                    transaction,
                    maker.actor(),
                    LimitOwner.of(tenant, id),
                    LimitOwner.of(tenant, successor.key().id()));
            audit.append(transaction, event(maker.actor(), "api-key.rotated", before, after));
            audit.append(transaction, event(maker.actor(), "api-key.minted", null, successor.key()));
            return successor;
        });
    }

    /**
     * A key that has limits of its own would be rid of them by another key, or by setting others.
     *
     * @throws ProblemException {@code KEY_EXCEEDS_MAKER}
     */
    void demandUnlimited(Actor actor, TenantId tenant) {
        if (actor.kind() == Actor.Kind.API_KEY
                && !limits.get(LimitOwner.of(tenant, ApiKeyId.parse(actor.id())))
                        .limits()
                        .isEmpty()) {
            throw new ProblemException(KEY_EXCEEDS_MAKER, "a key that has limits of its own cannot make or limit keys");
        }
    }

    /** @throws ProblemException {@code API_KEY_NOT_FOUND} if the tenant has no such key */
    ApiKey get(TenantId tenant, ApiKeyId id) {
        return jdbi.withExtension(ApiKeyDao.class, dao -> dao.find(tenant, id)).orElseThrow(() -> notFound(id));
    }

    /** Those that may be used now, each with the one whose buckets it shares. */
    Map<ApiKeyId, ApiKeyId> usable(TenantId tenant) {
        return jdbi.withExtension(ApiKeyDao.class, dao -> dao.usable(tenant, now()));
    }

    ApiKeyView show(ApiKey key, KeyUsages usages) {
        return new ApiKeyView(key, key.statusAt(now()), usages.lastUse(key.id()).orElse(null));
    }

    /** Oldest first, revoked ones included. */
    Page<ApiKeyView> list(TenantId tenant, PageRequest request, KeyUsages usages) {
        @Nullable ApiKeyId after =
                request.after(1, cursor -> ApiKeyId.parse(cursor.key().get(0))).orElse(null);
        List<ApiKeyView> rows =
                jdbi.withExtension(ApiKeyDao.class, dao -> dao.list(tenant, after, request.rowsToRead())).stream()
                        .map(key -> show(key, usages))
                        .toList();
        return Page.of(rows, request, last -> Cursor.of(last.key().id().toString()));
    }

    /**
     * Revokes for ever; once more changes nothing.
     *
     * @throws ProblemException {@code API_KEY_NOT_FOUND} if the tenant has no such key
     */
    void revoke(Actor actor, TenantId tenant, ApiKeyId id) {
        jdbi.useTransaction(transaction -> {
            ApiKeyDao dao = transaction.attach(ApiKeyDao.class);
            ApiKey key = dao.findToChange(tenant, id).orElseThrow(() -> notFound(id));
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

    private MintedApiKey insert(
            Handle transaction, TenantId tenant, String name, ApiKeyTerms terms, @Nullable ApiKey rotatedFrom) {
        ApiKeySecret secret = ApiKeySecret.mint(random);
        ApiKeyId id = new ApiKeyId(uuids.next());
        ApiKey key = new ApiKey(
                id,
                tenant,
                name,
                secret.lastFour(),
                terms.scopeNames(),
                terms.models(),
                terms.rangeTexts(),
                now(),
                terms.expiresAt(),
                null,
                rotatedFrom == null ? null : rotatedFrom.id(),
                rotatedFrom == null ? id : rotatedFrom.firstId(),
                secret.hash(),
                1);
        ApiKeyDao dao = transaction.attach(ApiKeyDao.class);
        if (dao.usable(tenant, now()).size() >= MOST_USABLE) {
            throw new ProblemException(
                    TOO_MANY_API_KEYS, "at most " + MOST_USABLE + " may be in use: revoke what is not needed");
        }
        dao.insert(key);
        announcements.announce(transaction, key);
        return new MintedApiKey(key, key.statusAt(now()), secret.text());
    }

    private ApiKey change(Handle transaction, ApiKey wanted) {
        ApiKey changed = transaction.attach(ApiKeyDao.class).change(wanted);
        announcements.announce(transaction, changed);
        return changed;
    }

    private ApiKey lockActive(Handle transaction, TenantId tenant, ApiKeyId id) {
        ApiKey key =
                transaction.attach(ApiKeyDao.class).findToChange(tenant, id).orElseThrow(() -> notFound(id));
        ApiKeyStatus status = key.statusAt(now());
        if (status != ApiKeyStatus.ACTIVE) {
            throw new ProblemException(API_KEY_NOT_ACTIVE, "the key is not in use any more: mint another");
        }
        return key;
    }

    private static ProblemException notFound(ApiKeyId id) {
        return new ProblemException(API_KEY_NOT_FOUND, "the tenant has no API key " + id);
    }

    private static AuditEvent event(Actor actor, String action, @Nullable ApiKey before, ApiKey after) {
        return new AuditEvent(actor, after.tenantId(), action, after.id().toString(), before, after);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
