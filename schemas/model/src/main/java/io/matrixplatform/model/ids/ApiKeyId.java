package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names an API key (not the secret itself), publicly {@code key_…}. */
public record ApiKeyId(UUID value) implements TypedId {
    private static final String PREFIX = "key";

    public ApiKeyId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static ApiKeyId parse(String text) {
        return new ApiKeyId(PublicForm.parse(PREFIX, text));
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
