package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a backfill of a meter, publicly {@code bkf_…}. */
public record BackfillId(UUID value) implements TypedId {
    private static final String PREFIX = "bkf";

    public BackfillId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static BackfillId parse(String text) {
        return new BackfillId(PublicForm.parse(PREFIX, text));
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
