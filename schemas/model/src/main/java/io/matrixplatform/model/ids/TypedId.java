package io.matrixplatform.model.ids;

import java.util.UUID;

/** An id that says what it names. Its public form, {@code toString()}, is the prefix, an underscore and 22 base62 digits. */
public sealed interface TypedId
        permits TenantId,
                ApiKeyId,
                SubscriptionId,
                MeterId,
                BackfillId,
                CertificateId,
                UserId,
                SessionId,
                InvitationId {
    UUID value();

    /** For example {@code ten}. */
    String prefix();
}
