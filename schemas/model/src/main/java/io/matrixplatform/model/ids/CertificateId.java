package io.matrixplatform.model.ids;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a recount certificate, publicly {@code crt_…}. */
public record CertificateId(UUID value) implements TypedId {
    private static final String PREFIX = "crt";

    public CertificateId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException if {@code text} is not the public form of such an id */
    public static CertificateId parse(String text) {
        return new CertificateId(PublicForm.parse(PREFIX, text));
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
