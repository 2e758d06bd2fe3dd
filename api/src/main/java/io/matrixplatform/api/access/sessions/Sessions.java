package io.matrixplatform.api.access.sessions;

import static io.matrixplatform.api.platform.problems.ProblemType.SESSION_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.team.Members;
import io.matrixplatform.api.access.team.TenantRole;
import io.matrixplatform.api.access.tenants.Tenant;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.SessionId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.ids.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The sessions: begin, recognise, list, end. Thread-safe. */
public final class Sessions {
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);
    private static final int MAX_USER_AGENT = 300;

    private final Jdbi jdbi;
    private final SessionConfig config;
    private final AuditLog audit;
    private final Users users;
    private final Members members;
    private final Tenants tenants;
    private final TimeOrderedUuids uuids;
    private final SecureRandom random;
    private final InstantSource clock;

    public Sessions(
            Platform platform, SessionConfig config, AuditLog audit, Users users, Members members, Tenants tenants) {
        this.jdbi = platform.jdbi();
        this.config = config;
        this.audit = audit;
        this.users = users;
        this.members = members;
        this.tenants = tenants;
        this.uuids = platform.uuids();
        this.random = platform.random();
        this.clock = platform.clock();
    }

    SessionConfig config() {
        return config;
    }

    /**
     * Begins a session for a user who has proved to be that user.
     *
     * @param former what the client presented when it signed in: that session ends, so nobody can have planted it
     */
    SignedIn begin(User user, Device device, Optional<OpaqueToken> former) {
        Instant now = now();
        OpaqueToken token = OpaqueToken.mint(random);
        Session session = new Session(
                new SessionId(uuids.next()),
                user.id(),
                now,
                now,
                now.plus(config.lifetime()),
                device.address().toString(),
                device.userAgent(MAX_USER_AGENT),
                null,
                null,
                null);
        jdbi.useTransaction(transaction -> {
            SessionDao dao = transaction.attach(SessionDao.class);
            former.ifPresent(old -> dao.endByToken(old.hash()));
            dao.insert(session, token.hash());
            remember(transaction, user, session.id(), "session.begun");
        });
        return signedIn(session, token, user);
    }

    /** The session of this token, if it is still valid. Unknown, idle and old ones are not told apart. */
    public Optional<SignedIn> recognise(OpaqueToken token) {
        Instant now = now();
        return jdbi.withExtension(SessionDao.class, dao -> dao.findValid(token.hash(), now, now.minus(config.idle())))
                .flatMap(session -> users.find(session.userId()).map(user -> seen(session, token, user, now)));
    }

    /** What the user is in its tenants, the addresses they admit aside. */
    List<TenantRole> rolesOf(User user) {
        return members.rolesOf(user.id());
    }

    List<Session> list(UserId user) {
        Instant now = now();
        return jdbi.withExtension(SessionDao.class, dao -> dao.list(user, now, now.minus(config.idle())));
    }

    /** @throws ProblemException {@code SESSION_NOT_FOUND} if the user has no such session */
    void end(User user, SessionId id) {
        jdbi.useTransaction(transaction -> {
            if (!transaction.attach(SessionDao.class).end(user.id(), id)) {
                throw new ProblemException(SESSION_NOT_FOUND, "there is no session " + id);
            }
            remember(transaction, user, id, "session.ended");
        });
    }

    void endOthers(Handle transaction, SignedIn kept) {
        transaction
                .attach(SessionDao.class)
                .endOthers(kept.user().id(), kept.session().id());
    }

    /** Wherever the user is signed in. */
    public void endAll(Handle transaction, UserId user) {
        transaction.attach(SessionDao.class).endAll(user);
    }

    /** Lets an operator act for a tenant, which finds that in its audit log. */
    SignedIn impersonate(SignedIn operator, Tenant tenant, String reason) {
        Instant endsAt = now().plus(config.impersonation());
        Impersonation begun = new Impersonation(tenant.id(), reason.strip(), endsAt);
        jdbi.useTransaction(transaction -> {
            transaction
                    .attach(SessionDao.class)
                    .impersonate(operator.session().id(), begun.tenant(), begun.reason(), endsAt);
            audit.append(
                    transaction,
                    new AuditEvent(
                            operator.user().actor(),
                            tenant.id(),
                            "impersonation.begun",
                            tenant.id().toString(),
                            null,
                            begun));
        });
        return new SignedIn(
                operator.session(), operator.token(), operator.user(), List.of(ownerOf(tenant)), Optional.of(begun));
    }

    /** Once more changes nothing. */
    void endImpersonation(SignedIn operator) {
        jdbi.useTransaction(transaction -> {
            boolean ended = transaction
                    .attach(SessionDao.class)
                    .endImpersonation(operator.session().id());
            if (ended && operator.session().impersonatedTenant() != null) {
                audit.append(
                        transaction,
                        new AuditEvent(
                                operator.user().actor(),
                                operator.session().impersonatedTenant(),
                                "impersonation.ended",
                                operator.session().impersonatedTenant().toString(),
                                null,
                                null));
            }
        });
    }

    /** Forgets sessions that nobody can use any more. */
    public int forgetOld() {
        Instant now = now();
        return jdbi.withExtension(SessionDao.class, dao -> dao.forget(now, now.minus(config.idle())));
    }

    private SignedIn seen(Session session, OpaqueToken token, User user, Instant now) {
        if (Duration.between(session.lastSeenAt(), now).compareTo(SEEN_PRECISION) >= 0) {
            jdbi.useExtension(SessionDao.class, dao -> dao.touch(session.id(), now));
        }
        return signedIn(session, token, user);
    }

    private SignedIn signedIn(Session session, OpaqueToken token, User user) {
        Optional<Impersonation> impersonation = user.operator() ? session.impersonation(now()) : Optional.empty();
        List<TenantRole> roles = impersonation
                .map(Impersonation::tenant)
                .map(tenant -> List.of(ownerOf(tenants.get(tenant))))
                .orElseGet(() -> rolesOf(user));
        return new SignedIn(session, token, user, roles, impersonation);
    }

    private static TenantRole ownerOf(Tenant tenant) {
        return new TenantRole(tenant.id(), tenant.name(), Role.OWNER);
    }

    private void remember(Handle transaction, User user, SessionId session, String action) {
        audit.append(transaction, new AuditEvent(user.actor(), null, action, session.toString(), null, null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
