package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a subscription, publicly {@code sub_…}. */
public record SubscriptionId(UUID value) implements TypedId {
    private static final String PREFIX = "sub";

    public SubscriptionId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static SubscriptionId parse(String text) {
        return new SubscriptionId(PublicForm.parse(PREFIX, text));
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
