package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a tenant in a window, what became of it, and what it was. Its hash is the SHA-256 of its canonical JSON
 * (RFC 8785) without the member {@code hash}.
 *
 * @param sequence in the tenant's chain, from 1; null for an interim one, which is in no chain
 * @param from of the time of recording; it belongs to the window, {@code to} does not
 * @param judgedFrom since when records were read to know which was the first of its identity
 * @param agrees whether every meter has the same at every stage
 * @param openSlices of an interim one: slices that more was recorded of after the window, which are left out
 * @param leaves lines of digests
 * @param leavesDigest SHA-256 of the lines, a line feed after each
 * @param previousHash of the day before; {@link #GENESIS} for the first. Of an interim one that of the newest day then
 * @param hash null until it is sealed
 */
public record Certificate(
        CertificateId id,
        TenantId tenantId,
        Kind kind,
        @Nullable Long sequence,
        Instant from,
        Instant to,
        Instant judgedFrom,
        Instant issuedAt,
        boolean agrees,
        Fates fates,
        List<MeterLine> meters,
        List<LogSpan> log,
        List<Instant> openSlices,
        int leaves,
        String leavesDigest,
        String previousHash,
        @Nullable String hash) {
    /** What the first of a chain names as the hash before it. */
    static final String GENESIS = "0".repeat(64);

    /** Whether it is final. */
    public enum Kind {
        /** A whole UTC day. */
        DAY,
        /** A day so far, as somebody asked for it; the day's own says the last word. */
        INTERIM
    }

    public Certificate {
        meters = List.copyOf(meters);
        log = List.copyOf(log);
        openSlices = List.copyOf(openSlices);
    }

    Certificate chained(@Nullable Long place, String hashBefore) {
        return with(place, hashBefore, null);
    }

    Certificate sealed(String withHash) {
        return with(sequence, previousHash, withHash);
    }

    private Certificate with(@Nullable Long newSequence, String newPreviousHash, @Nullable String newHash) {
        return new Certificate(
                id,
                tenantId,
                kind,
                newSequence,
                from,
                to,
                judgedFrom,
                issuedAt,
                agrees,
                fates,
                meters,
                log,
                openSlices,
                leaves,
                leavesDigest,
                newPreviousHash,
                newHash);
    }
}
