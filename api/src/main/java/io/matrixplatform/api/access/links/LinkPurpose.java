package io.matrixplatform.api.access.links;

import java.time.Duration;

/** What a link in a mail is for. */
enum LinkPurpose {
    PASSWORD_RESET("password-reset", Duration.ofHours(1)),
    EMAIL_VERIFICATION("email-verification", Duration.ofDays(3));

    private final String text;
    private final Duration lifetime;

    LinkPurpose(String text, Duration lifetime) {
        this.text = text;
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    @Override
    public String toString() {
        return text;
    }
}
