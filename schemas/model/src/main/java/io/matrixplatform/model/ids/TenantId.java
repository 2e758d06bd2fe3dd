package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a tenant, publicly {@code ten_…}. */
public record TenantId(UUID value) implements TypedId {
    private static final String PREFIX = "ten";

    public TenantId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static TenantId parse(String text) {
        return new TenantId(PublicForm.parse(PREFIX, text));
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
