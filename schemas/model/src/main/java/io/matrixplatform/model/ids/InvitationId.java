package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names an invitation into a tenant's team (not its secret), publicly {@code ivt_…}. */
public record InvitationId(UUID value) implements TypedId {
    private static final String PREFIX = "ivt";

    public InvitationId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static InvitationId parse(String text) {
        return new InvitationId(PublicForm.parse(PREFIX, text));
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
