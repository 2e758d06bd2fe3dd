package io.matrixplatform.api.access.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a recomputation of a chain has shown.
 *
 * @param entries that were found good before the first broken one, or all
 * @param hash of the chain's head; kept elsewhere, it proves later that nothing up to here was rewritten
 * @param firstBroken null if the chain is intact
 */
public record AuditVerification(
        String chain, long entries, String hash, @Nullable BrokenEntry firstBroken) {
    /** The first entry that cannot be trusted, and why. */
    public record BrokenEntry(long sequence, Fault fault) {}

    /** How an entry is broken. */
    public enum Fault {
        /** It is not there. */
        @JsonProperty("missing")
        MISSING,
        /** It does not follow on the one before it. */
        @JsonProperty("unlinked")
        UNLINKED,
        /** What it says is not what was hashed. */
        @JsonProperty("altered")
        ALTERED,
        /** The whole chain is consistent in itself, but its head is not the one that was written. */
        @JsonProperty("rewritten")
        REWRITTEN,
        /** It stands behind the head of the chain. */
        @JsonProperty("uncounted")
        UNCOUNTED
    }

    @JsonProperty("intact")
    public boolean isIntact() {
        return firstBroken == null;
    }
}
