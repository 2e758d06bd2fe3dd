package io.matrixplatform.api.access.team;

import static io.matrixplatform.api.platform.problems.ProblemType.ALREADY_MEMBER;
import static io.matrixplatform.api.platform.problems.ProblemType.INSUFFICIENT_SCOPE;
import static io.matrixplatform.api.platform.problems.ProblemType.LAST_OWNER;
import static io.matrixplatform.api.platform.problems.ProblemType.MEMBER_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.UserId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The members of the tenants: list, add, change roles, remove. Thread-safe. */
public final class Members {
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final InstantSource clock;

    public Members(Jdbi jdbi, AuditLog audit, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the user is where, by the tenants' names. */
    public List<TenantRole> rolesOf(UserId user) {
        return jdbi.withExtension(MemberDao.class, dao -> dao.rolesOf(user));
    }

    /** In the order in which the users came to the platform. */
    Page<Member> list(TenantId tenant, PageRequest request) {
        @Nullable UserId after =
                request.after(1, cursor -> UserId.parse(cursor.key().get(0))).orElse(null);
        return Page.of(
                jdbi.withExtension(MemberDao.class, dao -> dao.list(tenant, after, request.rowsToRead())),
                request,
                last -> Cursor.of(last.id().toString()));
    }

    /** @throws ProblemException {@code MEMBER_NOT_FOUND} */
    Member get(TenantId tenant, UserId user) {
        return jdbi.withHandle(handle -> get(handle, tenant, user));
    }

    /** @throws ProblemException {@code ALREADY_MEMBER} */
    Member add(Handle transaction, Actor by, TenantId tenant, UserId user, Role role) {
        MemberDao dao = transaction.attach(MemberDao.class);
        if (!dao.insert(tenant, user, role.toString(), clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            throw new ProblemException(ALREADY_MEMBER, "the user is a member of the tenant");
        }
        Member added = get(transaction, tenant, user);
        remember(transaction, by, tenant, "member.added", user, null, added);
        return added;
    }

    /**
     * @throws ProblemException {@code MEMBER_NOT_FOUND}, {@code PRECONDITION_FAILED}, {@code INSUFFICIENT_SCOPE} if either
     *     role may do more than the caller, {@code LAST_OWNER}
     */
    Member changeRole(Caller caller, TenantId tenant, UserId user, Role role, IfMatch ifMatch) {
        return jdbi.inTransaction(transaction -> {
            MemberDao dao = transaction.attach(MemberDao.class);
            dao.lockTeam(tenant);
            Member before = get(transaction, tenant, user);
            ifMatch.demand(before.version());
            demandCovers(caller, tenant, before.role());
            demandCovers(caller, tenant, role);
            if (before.role() == role) {
                return before;
            }
            demandAnotherOwner(dao, tenant, before);
            dao.changeRole(tenant, user, role.toString());
            Member after = get(transaction, tenant, user);
            remember(transaction, caller.actor(), tenant, "member.role-changed", user, before, after);
            return after;
        });
    }

    /**
     * Takes the user out of the team; its account and other tenants stay.
     *
     * @throws ProblemException {@code MEMBER_NOT_FOUND}, {@code INSUFFICIENT_SCOPE} if the role may do more than the caller,
     *     {@code LAST_OWNER}
     */
    void remove(Caller caller, TenantId tenant, UserId user) {
        jdbi.useTransaction(transaction -> {
            MemberDao dao = transaction.attach(MemberDao.class);
            dao.lockTeam(tenant);
            Member before = get(transaction, tenant, user);
            demandCovers(caller, tenant, before.role());
            demandAnotherOwner(dao, tenant, before);
            dao.remove(tenant, user);
            remember(transaction, caller.actor(), tenant, "member.removed", user, before, null);
        });
    }

    /** Nobody gives, changes or takes a role that may do more than he himself. */
    static void demandCovers(Caller caller, TenantId tenant, Role role) {
        if (!caller.scopesIn(tenant).containsAll(role.scopes())) {
            throw new ProblemException(INSUFFICIENT_SCOPE, "the role " + role + " may do more than the caller");
        }
    }

    private static void demandAnotherOwner(MemberDao dao, TenantId tenant, Member leaving) {
        if (leaving.role() == Role.OWNER && !dao.anotherOwner(tenant, leaving.id())) {
            throw new ProblemException(LAST_OWNER, "make somebody else an owner first");
        }
    }

    private static Member get(Handle handle, TenantId tenant, UserId user) {
        return handle.attach(MemberDao.class)
                .find(tenant, user)
                .orElseThrow(() -> new ProblemException(MEMBER_NOT_FOUND, "the tenant has no member " + user));
    }

    private void remember(
            Handle transaction,
            Actor by,
            TenantId tenant,
            String action,
            UserId user,
            @Nullable Member before,
            @Nullable Member after) {
        audit.append(transaction, new AuditEvent(by, tenant, action, user.toString(), before, after));
    }
}
