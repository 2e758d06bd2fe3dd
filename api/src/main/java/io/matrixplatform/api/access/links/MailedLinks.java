package io.matrixplatform.api.access.links;

import static io.matrixplatform.api.platform.problems.ProblemType.LINK_NOT_VALID;

import io.matrixplatform.api.access.secrets.OpaqueToken;
import io.matrixplatform.api.access.sessions.Sessions;
import io.matrixplatform.api.access.users.EmailAddress;
import io.matrixplatform.api.access.users.User;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.access.users.Welcome;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.mail.Mail;
import io.matrixplatform.api.platform.mail.Mails;
import io.matrixplatform.api.platform.problems.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The links: send one, redeem one. Thread-safe. */
public final class MailedLinks implements Welcome {
    private static final Duration WELCOME_LIFETIME = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final Users users;
    private final Sessions sessions;
    private final Mails mails;
    private final String console;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param publicUrl where people reach the platform */
    public MailedLinks(Platform platform, Users users, Sessions sessions, Mails mails, String publicUrl) {
        this.jdbi = platform.jdbi();
        this.users = users;
        this.sessions = sessions;
        this.mails = mails;
        this.console = publicUrl + "/console";
        this.random = platform.random();
        this.clock = platform.clock();
    }

    /** Sends a link that sets a new password, to whoever has this address; nothing happens if nobody has. */
    void offerReset(EmailAddress email) {
        users.find(email)
                .ifPresent(user -> jdbi.useTransaction(transaction -> {
                    String link =
                            link(transaction, user, LinkPurpose.PASSWORD_RESET, LinkPurpose.PASSWORD_RESET.lifetime());
                    mails.queue(transaction, new Mail(user.email(), "Set a new password", """
                    Somebody, hopefully you, asked for a new password for your Matrix account.
                    Within the next hour you can set it here:

                    %s

                    If it was not you, there is nothing to do: your password stays as it is.
                    """.formatted(link)));
                }));
    }

    /** Sends a link that proves the address to be the user's. */
    void offerVerification(Handle transaction, User user) {
        String link =
                link(transaction, user, LinkPurpose.EMAIL_VERIFICATION, LinkPurpose.EMAIL_VERIFICATION.lifetime());
        mails.queue(transaction, new Mail(user.email(), "Is this your e-mail address?", """
                Somebody, hopefully you, uses this address for an account of Matrix.
                Please confirm within three days that it is yours:

                %s
                """.formatted(link)));
    }

    /** A new user either confirms the address, or sets a first password, which confirms it as well. */
    @Override
    public void greet(Handle transaction, User user, boolean hasPassword) {
        if (hasPassword) {
            offerVerification(transaction, user);
            return;
        }
        String link = link(transaction, user, LinkPurpose.PASSWORD_RESET, WELCOME_LIFETIME);
        mails.queue(transaction, new Mail(user.email(), "Welcome to Matrix", """
                There is an account of Matrix for you. Within seven days you can set its password here:

                %s
                """.formatted(link)));
    }

    /**
     * Sets the password of whom the link was sent to, who is signed out everywhere. That the link arrived proves the address.
     *
     * @throws ProblemException {@code LINK_NOT_VALID} whatever is wrong with it, {@code INVALID_FIELD} if the password cannot
     *     be one: then the link stays good
     */
    void reset(OpaqueToken token, String password) {
        jdbi.useTransaction(transaction -> {
            RedeemedLink link = redeem(transaction, token, LinkPurpose.PASSWORD_RESET);
            User user = users.get(link.userId());
            users.setPassword(transaction, user, password, "/password");
            users.verify(transaction, user, link.email());
            sessions.endAll(transaction, user.id());
        });
    }

    /** @throws ProblemException {@code LINK_NOT_VALID} whatever is wrong with it */
    void verify(OpaqueToken token) {
        jdbi.useTransaction(transaction -> {
            RedeemedLink link = redeem(transaction, token, LinkPurpose.EMAIL_VERIFICATION);
            users.verify(transaction, users.get(link.userId()), link.email());
        });
    }

    /** Forgets links that have expired. */
    public int forgetOld() {
        return jdbi.withExtension(LinkDao.class, dao -> dao.forget(now()));
    }

    static ProblemException notValid() {
        return new ProblemException(LINK_NOT_VALID, "it is unknown, was used or has expired: ask for a new one");
    }

    private RedeemedLink redeem(Handle transaction, OpaqueToken token, LinkPurpose purpose) {
        return transaction
                .attach(LinkDao.class)
                .redeem(token.hash(), purpose.toString(), now())
                .orElseThrow(MailedLinks::notValid);
    }

    private String link(Handle transaction, User user, LinkPurpose purpose, Duration lifetime) {
        OpaqueToken token = OpaqueToken.mint(random);
        LinkDao dao = transaction.attach(LinkDao.class);
        Instant now = now();
        dao.revoke(user.id(), purpose.toString());
        dao.insert(token.hash(), user.id(), purpose.toString(), user.email(), now, now.plus(lifetime));
        return console + "/" + purpose + "s/" + token.text();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
