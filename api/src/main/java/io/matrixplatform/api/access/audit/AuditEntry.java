package io.matrixplatform.api.access.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.matrixplatform.api.access.callers.Actor;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a chain. Its hash is the SHA-256 of its canonical JSON (RFC 8785) without the member {@code hash}.
 *
 * @param chain public id of the tenant, or {@code platform}
 * @param sequence from 1, without a gap
 * @param before canonical JSON; null if there was nothing
 * @param after canonical JSON; null if nothing is left
 * @param previousHash of the entry before it; {@link AuditLog#GENESIS} for the first
 */
public record AuditEntry(
        String chain,
        long sequence,
        Instant recordedAt,
        @Nested("actor") Actor actor,
        String action,
        String subject,
        @Nullable @JsonRawValue String before,
        @Nullable @JsonRawValue String after,
        String previousHash,
        String hash) {
    AuditEntry sealed(String withHash) {
        return new AuditEntry(
                chain, sequence, recordedAt, actor, action, subject, before, after, previousHash, withHash);
    }
}
