package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a session of somebody who signed in (not its secret), publicly {@code ses_…}. */
public record SessionId(UUID value) implements TypedId {
    private static final String PREFIX = "ses";

    public SessionId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static SessionId parse(String text) {
        return new SessionId(PublicForm.parse(PREFIX, text));
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String toString() {
        return PublicForm.format(PREFIX, value);
    }
}
