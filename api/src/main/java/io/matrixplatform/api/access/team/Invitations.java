package io.matrixplatform.api.access.team;

import static io.matrixplatform.api.platform.problems.ProblemType.ALREADY_MEMBER;
import static io.matrixplatform.api.platform.problems.ProblemType.INVITATION_FOR_ANOTHER;
import static io.matrixplatform.api.platform.problems.ProblemType.INVITATION_NEEDS_SIGN_IN;
import static io.matrixplatform.api.platform.problems.ProblemType.INVITATION_NOT_FOUND;
import static io.matrixplatform.api.platform.problems.ProblemType.TOO_MANY_INVITATIONS;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Role;
import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.tenants.Tenant;
import io.matrixplatform.api.access.users.EmailAddress;
import io.matrixplatform.api.access.users.NewUser;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.mail.Mail;
import io.matrixplatform.api.platform.mail.Mails;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.InvitationId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Invitations into the teams: invite, list, withdraw, accept. Thread-safe. */
public final class Invitations {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final int MAX_OPEN = 200;

    private final Platform platform;
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final Members members;
    private final Users users;
    private final Mails mails;
    private final String console;

    /** @param publicUrl where people reach the platform */
    public Invitations(Platform platform, AuditLog audit, Members members, Users users, Mails mails, String publicUrl) {
        this.platform = platform;
        this.jdbi = platform.jdbi();
        this.audit = audit;
        this.members = members;
        this.users = users;
        this.mails = mails;
        this.console = publicUrl + "/console";
    }

    /**
     * Invites by mail. Whoever is invited already is sent another link, and the one before is worthless.
     *
     * @throws ProblemException {@code INSUFFICIENT_SCOPE} if the role may do more than the caller, {@code ALREADY_MEMBER},
     *     {@code TOO_MANY_INVITATIONS}
     */
    Invitation invite(Caller caller, Tenant tenant, EmailAddress email, Role role) {
        Members.demandCovers(caller, tenant.id(), role);
        Instant now = now();
        Invitation invitation = new Invitation(
                new InvitationId(platform.uuids().next()),
                tenant.id(),
                email.text(),
                role,
                caller.actor().name(),
                now,
                now.plus(LIFETIME));
        OpaqueToken token = OpaqueToken.mint(platform.random());
        jdbi.useTransaction(transaction -> {
            MemberDao team = transaction.attach(MemberDao.class);
            team.lockTeam(tenant.id());
            if (team.isMember(tenant.id(), email.text())) {
                throw new ProblemException(ALREADY_MEMBER, "the user is a member of the tenant");
            }
            InvitationDao dao = transaction.attach(InvitationDao.class);
            dao.removeReplacedAndExpired(tenant.id(), email.text(), now);
            if (dao.count(tenant.id()) >= MAX_OPEN) {
                throw new ProblemException(TOO_MANY_INVITATIONS, "at most " + MAX_OPEN + " may be open");
            }
            dao.insert(invitation, role.toString(), token.hash());
            mails.queue(transaction, mail(invitation, tenant, token));
            remember(transaction, caller, "invitation.sent", null, invitation);
        });
        return invitation;
    }

    /** Oldest first. */
    Page<Invitation> list(TenantId tenant, PageRequest request) {
        @Nullable InvitationId after = request.after(
                        1, cursor -> InvitationId.parse(cursor.key().get(0)))
                .orElse(null);
        return Page.of(
                jdbi.withExtension(InvitationDao.class, dao -> dao.list(tenant, now(), after, request.rowsToRead())),
                request,
                last -> Cursor.of(last.id().toString()));
    }

    /** @throws ProblemException {@code INVITATION_NOT_FOUND} */
    void withdraw(Caller caller, TenantId tenant, InvitationId id) {
        jdbi.useTransaction(transaction -> {
            Invitation withdrawn =
                    transaction.attach(InvitationDao.class).withdraw(tenant, id).orElseThrow(Invitations::notFound);
            remember(transaction, caller, "invitation.withdrawn", withdrawn, null);
        });
    }

    /** @throws ProblemException {@code INVITATION_NOT_FOUND} whatever is wrong with it */
    public Invitation get(OpaqueToken token) {
        return jdbi.withExtension(InvitationDao.class, dao -> dao.find(token.hash(), now()))
                .orElseThrow(Invitations::notFound);
    }

    /** Whether the invited person has an account to sign in with. */
    public boolean hasAccount(Invitation invitation) {
        return users.find(new EmailAddress(invitation.email())).isPresent();
    }

    /**
     * The invited person joins with a new account. That the link arrived proves the address.
     *
     * @throws ProblemException {@code INVITATION_NOT_FOUND}, {@code INVITATION_NEEDS_SIGN_IN} if there is an account with the
     *     address, {@code INVALID_FIELD} if the password cannot be one
     */
    public Member acceptAsNew(OpaqueToken token, String name, String password) {
        return jdbi.inTransaction(transaction -> {
            Invitation invitation = redeem(transaction, token);
            if (hasAccount(invitation)) {
                throw new ProblemException(INVITATION_NEEDS_SIGN_IN, "sign in as " + invitation.email());
            }
            NewUser wanted = new NewUser(new EmailAddress(invitation.email()), name, password, false);
            User user = users.insert(transaction, wanted, true);
            Member joined = members.add(transaction, user.actor(), invitation.tenantId(), user.id(), invitation.role());
            users.rememberCreated(transaction, user.actor(), user);
            return joined;
        });
    }

    /**
     * Somebody who is signed in joins.
     *
     * @throws ProblemException {@code INVITATION_NOT_FOUND}, {@code INVITATION_FOR_ANOTHER} if it was sent to another address,
     *     {@code ALREADY_MEMBER}
     */
    public Member accept(OpaqueToken token, User user) {
        return jdbi.inTransaction(transaction -> {
            Invitation invitation = redeem(transaction, token);
            if (!invitation.email().equals(user.email())) {
                throw new ProblemException(INVITATION_FOR_ANOTHER, "it was sent to another e-mail address than yours");
            }
            Member joined = members.add(transaction, user.actor(), invitation.tenantId(), user.id(), invitation.role());
            users.verify(transaction, user, invitation.email());
            return joined;
        });
    }

    public static ProblemException notFound() {
        return new ProblemException(INVITATION_NOT_FOUND, "it is unknown, was accepted or withdrawn, or has expired");
    }

    private Invitation redeem(Handle transaction, OpaqueToken token) {
        return transaction
                .attach(InvitationDao.class)
                .redeem(token.hash(), now())
                .orElseThrow(Invitations::notFound);
    }

    private Mail mail(Invitation invitation, Tenant tenant, OpaqueToken token) {
        String name = tenant.name().replaceAll("\\s+", " ");
        return new Mail(invitation.email(), "You are invited to " + name, """
                %s invites you to join %s on Matrix as %s.
                Within seven days you can accept here:

                %s/invitations/%s

                If you do not want to, there is nothing to do.
                """.formatted(
                invitation.invitedBy().replaceAll("\\s+", " "), name, invitation.role(), console, token.text()));
    }

    private void remember(
            Handle transaction, Caller caller, String action, @Nullable Invitation before, @Nullable Invitation after) {
        Invitation subject = requireNonNull(after == null ? before : after);
        audit.append(
                transaction,
                new AuditEvent(
                        caller.actor(), subject.tenantId(), action, subject.id().toString(), before, after));
    }

    private Instant now() {
        return platform.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
