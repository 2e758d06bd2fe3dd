package io.matrixplatform.api.access.users;

import static io.matrixplatform.api.platform.problems.ProblemType.EMAIL_TAKEN;
import static io.matrixplatform.api.platform.problems.ProblemType.USER_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.passwords.Passwords;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.ids.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The users: create, find, recognise by password, change. Thread-safe. */
public final class Users {
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final Passwords passwords;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    public Users(Jdbi jdbi, AuditLog audit, Passwords passwords, TimeOrderedUuids uuids, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.passwords = passwords;
        this.uuids = uuids;
        this.clock = clock;
    }

    /**
     * @param verified whether it is known that the user receives mail at its address
     * @throws ProblemException {@code EMAIL_TAKEN}, or {@code INVALID_FIELD} if the password cannot be one
     */
    public User create(Handle transaction, Actor by, NewUser wanted, boolean verified) {
        User user = insert(transaction, wanted, verified);
        rememberCreated(transaction, by, user);
        return user;
    }

    /** Half of {@link #create}, for a transaction that changes a tenant too: the audit log wants that remembered first. */
    public User insert(Handle transaction, NewUser wanted, boolean verified) {
        wanted.check();
        Instant now = now();
        User user = new User(
                new UserId(uuids.next()),
                wanted.email().text(),
                wanted.name().strip(),
                verified ? now : null,
                wanted.operator(),
                now,
                1);
        String hash = wanted.password() == null ? null : passwords.hash(wanted.password());
        if (!transaction.attach(UserDao.class).insert(user, hash)) {
            throw new ProblemException(EMAIL_TAKEN, "there is a user with this e-mail address");
        }
        return user;
    }

    /** The other half. */
    public void rememberCreated(Handle transaction, Actor by, User user) {
        remember(transaction, by, "user.created", null, user);
    }

    public Optional<User> find(UserId id) {
        return jdbi.withExtension(UserDao.class, dao -> dao.find(id));
    }

    /** @throws ProblemException {@code USER_NOT_FOUND} */
    public User get(UserId id) {
        return find(id).orElseThrow(() -> new ProblemException(USER_NOT_FOUND, "there is no user " + id));
    }

    public Optional<User> find(EmailAddress email) {
        return jdbi.withExtension(UserDao.class, dao -> dao.findByEmail(email.text()));
    }

    /** Whether somebody can sign in as an operator at all. */
    public boolean anyOperator() {
        return jdbi.withExtension(UserDao.class, UserDao::anyOperator);
    }

    /** Oldest first. */
    Page<User> list(PageRequest request) {
        @Nullable UserId after =
                request.after(1, cursor -> UserId.parse(cursor.key().get(0))).orElse(null);
        return Page.of(
                jdbi.withExtension(UserDao.class, dao -> dao.list(after, request.rowsToRead())),
                request,
                last -> Cursor.of(last.id().toString()));
    }

    /** The user with this address and password. Takes as long when there is no such user. */
    public Optional<User> recognise(EmailAddress email, String password) {
        Optional<User> user = find(email);
        String stored = user.flatMap(found -> passwordHash(found.id())).orElse(null);
        if (!passwords.matches(password, stored) || stored == null) {
            return Optional.empty();
        }
        if (passwords.isOutdated(stored)) {
            String fresh = passwords.hash(password);
            user.ifPresent(found -> jdbi.useExtension(UserDao.class, dao -> dao.rehash(found.id(), stored, fresh)));
        }
        return user;
    }

    /** Whether this is the user's password. */
    public boolean hasPassword(UserId id, String password) {
        return passwords.matches(password, passwordHash(id).orElse(null));
    }

    /**
     * @param pointer to the new password in the request
     * @throws ProblemException {@code INVALID_FIELD} if it cannot be one
     */
    public void setPassword(Handle transaction, User user, String wanted, String pointer) {
        String objection = Passwords.objection(wanted, user.email());
        new InvalidFields()
                .body(objection == null, pointer, String.valueOf(objection))
                .refuse();
        transaction.attach(UserDao.class).setPassword(user.id(), passwords.hash(wanted));
        remember(transaction, user.actor(), "user.password-changed", null, null, user);
    }

    public User rename(User user, String name) {
        return jdbi.inTransaction(transaction -> {
            User renamed = transaction.attach(UserDao.class).rename(user.id(), name.strip());
            remember(transaction, user.actor(), "user.renamed", user, renamed);
            return renamed;
        });
    }

    /** Notes that the user receives mail at this address; nothing happens if it is not the user's any more. */
    public void verify(Handle transaction, User user, String email) {
        if (transaction.attach(UserDao.class).verify(user.id(), email, now())) {
            remember(transaction, user.actor(), "user.email-verified", null, null, user);
        }
    }

    private Optional<String> passwordHash(UserId id) {
        return jdbi.withExtension(UserDao.class, dao -> dao.passwordHash(id));
    }

    private void remember(Handle transaction, Actor by, String action, @Nullable User before, User after) {
        remember(transaction, by, action, before, after, after);
    }

    private void remember(
            Handle transaction, Actor by, String action, @Nullable User before, @Nullable User after, User subject) {
        audit.append(transaction, new AuditEvent(by, null, action, subject.id().toString(), before, after));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
