package io.matrixplatform.api.access.attempts;

import java.time.Duration;

/**
 * How many failed attempts within one window of time. Windows are fixed, so there may be twice as many around the end of one.
 */
public enum AttemptLimit {
    /** Passwords for one account from one client: whoever guesses from elsewhere does not lock its owner out. */
    ACCOUNT_AND_CLIENT("account-client", 10),
    /** Passwords for one account from everywhere. */
    ACCOUNT("account", 100),
    /** Passwords for all accounts from one client. */
    CLIENT("client", 100),
    /** Codes of the second factor of one user. */
    SECOND_FACTOR("second-factor", 5),
    /** Mails that one address is sent because somebody asked for them. */
    MAIL("mail", 5),
    /** Mails that one client asks for. */
    MAIL_CLIENT("mail-client", 30);

    static final Duration WINDOW = Duration.ofMinutes(15);

    private final String text;
    private final int max;

    AttemptLimit(String text, int max) {
        this.text = text;
        this.max = max;
    }

    int max() {
        return max;
    }

    @Override
    public String toString() {
        return text;
    }
}
